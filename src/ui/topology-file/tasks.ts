import {
  CustomExecution,
  type Disposable,
  Task,
  TaskScope,
  tasks,
  type WorkspaceFolder,
  workspace,
} from 'vscode';
import { FILE_ENDING } from '../../model/topology-file/topology-file';
import type { Stations } from '../../topology/stations';
import { TASK_ACTIONS, type TaskDefinition } from './task-definition';
import { TaskTerminal } from './task-terminal';

const TYPE = 'redisTopology';

/** Tasks that bring a file's topology up before something is debugged, and take it down afterwards. */
export function registerTasks(stations: Stations): Disposable {
  const make = (definition: TaskDefinition, scope: WorkspaceFolder | TaskScope) =>
    new Task(
      definition,
      scope,
      `${definition.action} ${definition.file}`,
      TYPE,
      new CustomExecution(
        async () =>
          new TaskTerminal(async (work) =>
            (await import('./perform-task')).performTask(stations, definition, folderOf(scope), work),
          ),
      ),
    );
  return tasks.registerTaskProvider(TYPE, {
    async provideTasks() {
      const files = await workspace.findFiles(`**/*${FILE_ENDING}`, '**/node_modules/**', 100);
      return files.flatMap((uri) =>
        TASK_ACTIONS.map((action) =>
          make(
            { type: TYPE, action, file: workspace.asRelativePath(uri, false) },
            workspace.getWorkspaceFolder(uri) ?? TaskScope.Workspace,
          ),
        ),
      );
    },
    resolveTask({ definition, scope = TaskScope.Workspace }) {
      const { action, file } = definition as unknown as TaskDefinition;
      return TASK_ACTIONS.includes(action) && typeof file === 'string'
        ? make(definition as unknown as TaskDefinition, scope)
        : undefined;
    },
  });
}

/** Where a task's file is looked for: in the folder that the task belongs to, else in the first. */
const folderOf = (scope: WorkspaceFolder | TaskScope) =>
  (typeof scope === 'object' ? scope : workspace.workspaceFolders?.[0])?.uri;
