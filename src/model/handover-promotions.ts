import { formatBytes } from './format';
import { type PromoteMethod, type Promotion, placeOf } from './handover';
import { mostMastersAnswer, offsetOf } from './handover-candidates';
import { follow, PROMOTE, REWRITE, shown } from './handover-commands';
import type { NodeSnapshot, TopologySnapshot } from './snapshot';
import type { Shard } from './structure';
import { type Text, text } from './text';

/**
 * How each replica that answers could be made master although the normal way cannot be gone, the one that has the most
 * first (or only the chosen one). In a cluster by a vote (FORCE) where enough masters are left to vote, by taking over
 * only where they are not.
 */
export function promotions(
  snapshot: TopologySnapshot,
  shard: Shard,
  chosen: NodeSnapshot | undefined,
): Promotion[] {
  const alive = shard.replicas.filter((n) => n.answer.kind === 'data');
  const most = Math.max(0, ...alive.map(offsetOf));
  return alive
    .filter((n) => chosen === undefined || n.id === chosen.id)
    .sort((a, b) => offsetOf(b) - offsetOf(a))
    .map((n) => promotion(snapshot, shard, n, most - offsetOf(n)));
}

function promotion(
  snapshot: TopologySnapshot,
  shard: Shard,
  node: NodeSnapshot,
  behindBytes: number,
): Promotion {
  const method = methodFor(snapshot);
  const family = [...shard.replicas, ...(shard.master ? [shard.master] : [])].filter((n) => n.id !== node.id);
  const sentinels = snapshot.nodes.filter((n) => n.intended === 'sentinel');
  const others = family.filter((n) => n.answer.kind === 'data').map(placeOf);
  const to = placeOf(node);
  return {
    method,
    to,
    others,
    sentinels: sentinels.filter((n) => n.answer.kind === 'sentinel').map(placeOf),
    absent: family.filter((n) => n.answer.kind !== 'data').map(placeOf),
    behindBytes,
    steps:
      method === 'promote'
        ? [
            { what: text('{0} becomes master', to.name), node: to.name, commands: shown([PROMOTE, REWRITE]) },
            ...others.map((o) => ({
              what: text('{0} follows {1}', o.name, to.name),
              node: o.name,
              commands: shown([follow(to), REWRITE]),
            })),
          ]
        : [
            {
              what: text('{0} becomes master', to.name),
              node: to.name,
              commands: [`CLUSTER FAILOVER ${method.toUpperCase()}`],
            },
          ],
    givesUp: givesUp(method, node, behindBytes),
  };
}

function methodFor(snapshot: TopologySnapshot): PromoteMethod {
  if (snapshot.shape !== 'cluster') return 'promote';
  return mostMastersAnswer(snapshot) ? 'force' : 'takeover';
}

function givesUp(method: PromoteMethod, node: NodeSnapshot, behindBytes: number): Text[] {
  const said = [
    text('Writes that the old master acknowledged and had not yet sent to {0} are lost', node.name),
    behindBytes === 0
      ? text('No replica that answers has more than {0}', node.name)
      : text('{0} lacks {1} that another replica has', node.name, formatBytes(behindBytes)),
  ];
  if (method === 'force')
    said.push(
      text(
        'FORCE: the old master is not asked to hold writes and hand over the rest; the other masters vote',
      ),
    );
  if (method === 'takeover')
    said.push(
      text(
        'TAKEOVER: nobody votes; if the rest of the cluster is alive elsewhere and elects another master, one of both loses its writes',
      ),
    );
  return said;
}
