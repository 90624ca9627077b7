export const TASK_ACTIONS = ['up', 'down', 'wait-ready'] as const;
export type TaskAction = (typeof TASK_ACTIONS)[number];

/** A task's definition, as it stands in tasks.json. */
export interface TaskDefinition {
  readonly type: string;
  readonly action: TaskAction;
  /** Path of a topology file, relative to the workspace folder. */
  readonly file: string;
  /** `down` only: stop the containers instead of removing them. */
  readonly keepData?: boolean;
}
