import {
  CustomExecution,
  type Disposable,
  EventEmitter,
  type Pseudoterminal,
  Task,
  TaskScope,
  tasks,
  Uri,
  workspace,
} from 'vscode';
import { Cancelled, Failure, reasonOf } from '../../model/failure';
import { text } from '../../model/text';
import { FILE_ENDING, readTopologyFile } from '../../model/topology-file/topology-file';
import { bringUp, ofName } from '../../operations/bring-up';
import { stopNodes } from '../../operations/node-lifecycle';
import { removeTopology } from '../../operations/remove';
import { waitReady } from '../../operations/wait-ready';
import type { Work } from '../../operations/work';
import type { Lab } from '../../topology/lab';
import { failureSentence } from '../failure-sentence';
import { show, t } from '../localise';
import { generatePassword } from '../wizard/password';

const TYPE = 'redisTopology';
const ACTIONS = ['up', 'down', 'wait-ready'] as const;
type Action = (typeof ACTIONS)[number];
const READY_MS = 60_000;

/** A task's definition, as it stands in tasks.json. */
interface Definition {
  readonly type: string;
  readonly action: Action;
  /** Path of a topology file, relative to the workspace folder. */
  readonly file: string;
  /** `down` only: stop the containers instead of removing them. */
  readonly keepData?: boolean;
}

/** Tasks that bring a file's topology up before something is debugged, and take it down afterwards. */
export function registerTasks(lab: Lab): Disposable {
  const make = (definition: Definition) =>
    new Task(
      definition,
      TaskScope.Workspace,
      `${definition.action} ${definition.file}`,
      TYPE,
      new CustomExecution(async () => new TaskTerminal((work) => perform(lab, definition, work))),
    );
  return tasks.registerTaskProvider(TYPE, {
    async provideTasks() {
      const files = await workspace.findFiles(`**/*${FILE_ENDING}`, '**/node_modules/**', 100);
      return files.flatMap((uri) =>
        ACTIONS.map((action) => make({ type: TYPE, action, file: workspace.asRelativePath(uri, false) })),
      );
    },
    resolveTask({ definition }) {
      const { action, file } = definition as unknown as Definition;
      return ACTIONS.includes(action) && typeof file === 'string'
        ? make(definition as unknown as Definition)
        : undefined;
    },
  });
}

async function perform(lab: Lab, { action, file, keepData }: Definition, work: Work): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const uri = folder && !file.startsWith('/') ? Uri.joinPath(folder, file) : Uri.file(file);
  const spec = readTopologyFile((await workspace.openTextDocument(uri)).getText(), uri.path);
  await lab.connect();
  await lab.relist();
  const there = ofName(lab, spec.name);
  if (action === 'up') {
    await bringUp(lab, spec, spec.auth === 'password' ? generatePassword() : undefined, work);
  } else if (action === 'down') {
    if (!there) return;
    if (keepData)
      await stopNodes(
        lab,
        there.nodes.map((n) => n.id),
        work,
      );
    else await removeTopology(lab, there.id, work);
  } else {
    if (!there) throw new Failure(text('There is no topology {0} yet', spec.name));
    await waitReady(lab, there.id, READY_MS, work);
  }
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
