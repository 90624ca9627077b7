import type { NodeSnapshot, TopologySnapshot } from '../../snapshot';
import { observedRole } from '../../structure';
import { text } from '../../text';
import { type Rule, said } from '../finding';
import { replicasIn } from '../nodes';
import { act, advise, type Remedy } from '../remedy';
import { brokenLinks } from './broken-links';

/** Nobody answers as master, and the sentinels, if there are any, have not found one either. */
export const noMaster: Rule = {
  id: 'no-master',
  // A failover by sentinels takes down-after and some seconds; the health line tells of it from the start.
  afterMs: 15_000,
  find: (snapshot) => {
    const data = snapshot.nodes.filter((n) => n.intended !== 'sentinel');
    const replicas = replicasIn(snapshot);
    if (snapshot.shape === 'cluster' || replicas.length === 0) return [];
    if (data.some((n) => observedRole(n) === 'master')) return [];
    // Who replicates in a ring has no master either, which is told there.
    if (brokenLinks(snapshot).some(({ cause }) => cause === 'ring' || cause === 'itself')) return [];
    return [
      {
        about: 'master',
        severity: 'error',
        what: text('No node answers as master'),
        why: text('Nothing can be written.'),
        nodes: data.filter((n) => n.answer.kind !== 'data').map((n) => n.id),
        evidence: replicas.map(({ node, facts }) =>
          said(
            node,
            `role:slave, master ${facts.masterHost}:${facts.masterPort}, master_link_status:${facts.link}`,
          ),
        ),
        remedy: remedyFor(snapshot, data),
      },
    ];
  },
};

function remedyFor(snapshot: TopologySnapshot, data: readonly NodeSnapshot[]): Remedy {
  const away = data.filter((n) => n.container.state === 'exited');
  if (away.length > 0) return act({ kind: 'startNodes', nodes: away.map((n) => n.id) });
  const paused = data.filter((n) => n.container.state === 'paused');
  if (paused.length > 0) return act({ kind: 'unpauseNodes', nodes: paused.map((n) => n.id) });
  return snapshot.shape === 'replication'
    ? act({ kind: 'takeOver', replicas: replicasIn(snapshot).map((r) => r.node.id) })
    : advise(text('Find out from the sentinels why they do not promote a replica.'));
}
