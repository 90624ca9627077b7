import {
  CustomExecution,
  type Disposable,
  EventEmitter,
  type Pseudoterminal,
  Task,
  TaskScope,
  tasks,
  workspace,
} from 'vscode';
import { Cancelled, Failure, reasonOf } from '../../model/failure';
import { FILE_ENDING } from '../../model/topology-file/topology-file';
import type { Work } from '../../operations/work';
import type { Lab } from '../../topology/lab';
import { failureSentence } from '../failure-sentence';
import { show, t } from '../localise';
import { TASK_ACTIONS, type TaskDefinition } from './task-definition';

const TYPE = 'redisTopology';

/** Tasks that bring a file's topology up before something is debugged, and take it down afterwards. */
export function registerTasks(lab: Lab): Disposable {
  const make = (definition: TaskDefinition) =>
    new Task(
      definition,
      TaskScope.Workspace,
      `${definition.action} ${definition.file}`,
      TYPE,
      new CustomExecution(
        async () =>
          new TaskTerminal(async (work) =>
            (await import('./perform-task')).performTask(lab, definition, work),
          ),
      ),
    );
  return tasks.registerTaskProvider(TYPE, {
    async provideTasks() {
      const files = await workspace.findFiles(`**/*${FILE_ENDING}`, '**/node_modules/**', 100);
      return files.flatMap((uri) =>
        TASK_ACTIONS.map((action) =>
          make({ type: TYPE, action, file: workspace.asRelativePath(uri, false) }),
        ),
      );
    },
    resolveTask({ definition }) {
      const { action, file } = definition as unknown as TaskDefinition;
      return TASK_ACTIONS.includes(action) && typeof file === 'string'
        ? make(definition as unknown as TaskDefinition)
        : undefined;
    },
  });
}

/** Shows the steps; closing it cancels. */
class TaskTerminal implements Pseudoterminal {
  readonly #act: (work: Work) => Promise<void>;
  readonly #abort = new AbortController();
  readonly #write = new EventEmitter<string>();
  readonly #close = new EventEmitter<number>();
  readonly onDidWrite = this.#write.event;
  readonly onDidClose = this.#close.event;

  constructor(act: (work: Work) => Promise<void>) {
    this.#act = act;
  }

  open(): void {
    const say = (line: string) => this.#write.fire(`${line}\r\n`);
    this.#act({ signal: this.#abort.signal, step: (what) => say(show(what)) }).then(
      () => {
        say(t('Done.'));
        this.#close.fire(0);
      },
      (error: unknown) => {
        if (error instanceof Cancelled) say(t('Cancelled.'));
        else say(error instanceof Failure ? failureSentence(error) : reasonOf(error));
        this.#close.fire(1);
      },
    );
  }

  close(): void {
    this.#abort.abort();
  }
}
