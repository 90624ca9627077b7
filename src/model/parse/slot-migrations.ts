import { fieldsOf } from './sentinel';

/** How a move of whole slots by the servers stands. */
export type JobState =
  | { readonly state: 'running' | 'done' | 'cancelled' }
  | { readonly state: 'failed'; readonly why: string };

/** A job as a server lists it. */
export interface SlotJob {
  readonly name: string;
  /** Cluster ids. */
  readonly source: string;
  readonly target: string;
  readonly how: JobState;
}

/** Reads Valkey's CLUSTER GETSLOTMIGRATIONS (valkey.io/commands/cluster-getslotmigrations): what the node exports. */
export function exportJobs(reply: unknown): SlotJob[] {
  return records(reply)
    .filter((job) => job.get('operation') === 'EXPORT')
    .map((job) => ({
      name: job.get('name') ?? '',
      source: job.get('source_node') ?? '',
      target: job.get('target_node') ?? '',
      how: stateOf(job.get('state'), job.get('message')),
    }));
}

/** Reads Redis' CLUSTER MIGRATION STATUS (redis.io/commands/cluster-migration). */
export function migrationTasks(reply: unknown): SlotJob[] {
  return records(reply).map((task) => ({
    name: task.get('id') ?? '',
    source: task.get('source') ?? '',
    target: task.get('dest') ?? '',
    how: stateOf(task.get('state'), task.get('last_error')),
  }));
}

/** The terminal states; every other word is a stage of work. Redis and Valkey write "cancelled" differently. */
function stateOf(state: string | undefined, message: string | undefined): JobState {
  switch (state) {
    case 'success':
    case 'completed':
      return { state: 'done' };
    case 'canceled':
    case 'cancelled':
      return { state: 'cancelled' };
    case 'failed':
      return { state: 'failed', why: message || 'failed' };
    default:
      return { state: 'running' };
  }
}

const records = (reply: unknown) =>
  Array.isArray(reply) ? reply.flatMap((entry) => fieldsOf(entry) ?? []) : [];
