import { Failure } from '../../model/failure';
import { text } from '../../model/text';
import { type Reply, ServerError } from '../../redis/connection';
import type { Member } from '../member';
import { NotYet, until } from '../until';

/** Nodes greet each other within half the node timeout, which few set above this. ms */
const TOLD_MS = 15_000;

/**
 * Waits until every node knows to which shard each other belongs. From 7.2 on a node invents a shard id for whoever it
 * meets and writes it to its file, until it is told the right one; a Valkey 8.1 that is killed before does not start
 * again: "corrupted cluster config file" (cluster_legacy.c, clusterLoadConfig). Nothing depends on it otherwise: who is
 * not told in time is left to learn it later.
 * @throws Cancelled
 */
export async function shardIdsKnown(members: readonly Member[], signal: AbortSignal): Promise<void> {
  const wait = until(
    text('The nodes’ knowledge of each other'),
    async () => {
      const answers = await Promise.all(members.map((m) => m.connection.batch([['CLUSTER', 'SHARDS']])));
      const untold = members.filter((_, i) => hasLoneReplica(answers[i]?.[0]));
      return untold.length === 0 || new NotYet(untold.map((m) => m.name).join(', '));
    },
    { signal, timeoutMs: TOLD_MS, everyMs: 100 },
  );
  await wait.catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error;
  });
}

/** Whether some shard has replicas alone: theirs is an invented id. Servers before 7.0 do not know the command. */
function hasLoneReplica(shards: Reply | ServerError | undefined): boolean {
  if (shards instanceof ServerError || !Array.isArray(shards)) return false;
  return shards.some((shard) => !roles(fieldOf(shard, 'nodes')).includes('master'));
}

const roles = (nodes: unknown) =>
  Array.isArray(nodes) ? nodes.map((node) => String(fieldOf(node, 'role'))) : [];

/** A field of a reply that is a map written as a list. */
function fieldOf(list: unknown, name: string): unknown {
  return Array.isArray(list) ? list[list.indexOf(name) + 1] : undefined;
}
