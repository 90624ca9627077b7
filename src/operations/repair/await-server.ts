import { reasonOf } from '../../model/failure';
import { placeOf } from '../../model/handover';
import { follow } from '../../model/handover-commands';
import type { NodeSnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';
import { NotYet, until } from '../until';

/** Its data must be loaded, and a container that others made must be found anew. ms */
const UP_MS = 90_000;
const NEVER: AbortSignal = new AbortController().signal;

/**
 * Waits for the server in a node's new container, and tells it whose replica it was where it has no file that says so:
 * it would come back as a master. Nobody can cancel it: a node that was taken away comes back. @throws Failure
 */
export async function awaitServer(
  lab: Lab,
  topologyId: string,
  node: NodeSnapshot,
  containerId: string,
): Promise<void> {
  await until(
    text('{0}: the first answer of its server', node.name),
    async () => {
      await lab.relist();
      const now = lab.store.get(topologyId)?.nodes.find((n) => n.container.id === containerId);
      if (!now) return new NotYet(`${node.name}: its new container is not listed`);
      try {
        const connection = await lab.connectionTo(now.id);
        const role = node.answer.kind === 'sentinel' ? [['SENTINEL', 'MYID']] : [['ROLE']];
        const [reply] = await connection.batch(role, 2000);
        if (reply instanceof Error) return new NotYet(`${node.name}: ${reply.message}`);
        const was = node.answer.kind === 'data' && !node.answer.cluster ? node.answer.replication : undefined;
        const is = Array.isArray(reply) ? reply[0] : undefined;
        if (was?.role === 'replica' && is === 'master')
          await connection.run(follow({ ...placeOf(node), ip: was.masterHost, port: was.masterPort }));
        return true;
      } catch (error) {
        return new NotYet(`${node.name}: ${reasonOf(error)}`);
      }
    },
    { signal: NEVER, timeoutMs: UP_MS, everyMs: 300 },
  );
}
