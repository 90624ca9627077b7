import { formatSlots } from './format';
import { nodeHealth, troubles } from './node-health';
import { slotOwners } from './slot-owners';
import type { Health, TopologySnapshot } from './snapshot';
import { type Arrangement, observedRole, ownSlots } from './structure';
import { joinTexts, text } from './text';

/** How a cluster is as a whole: are all slots served, do nodes agree, has every master a replica in sync. */
export function clusterHealth(snapshot: TopologySnapshot, { shards }: Arrangement): Health {
  const owners = slotOwners(snapshot);
  const serving = shards.filter((s) => s.master && ownSlots(s.master).length > 0);
  const trouble = troubles(snapshot.nodes, snapshot);
  if (owners.unserved.length > 0) {
    const what = text(
      '{0} of 16384 slots are not served: {1}',
      owners.unservedCount,
      formatSlots(owners.unserved),
    );
    return { level: 'error', sentence: joinTexts([what, ...trouble.texts], '; ') ?? what };
  }
  if (owners.disputed.length > 0) {
    return {
      level: 'error',
      sentence: text('Nodes do not agree who owns slots {0}', formatSlots(owners.disputed)),
    };
  }
  const down = snapshot.nodes.filter((n) => n.answer.kind === 'data' && n.answer.cluster?.state === 'fail');
  if (down.length > 0) {
    return {
      level: 'error',
      sentence: text('{0} says the cluster is down', down.map((n) => n.name).join(', ')),
    };
  }
  const served =
    serving.length === 1
      ? text('All 16384 slots are served by one master')
      : text('All 16384 slots are served by {0} masters', serving.length);
  const bare = serving.filter(
    (s) => !s.replicas.some((r) => observedRole(r) === 'replica' && nodeHealth(r, snapshot).level === 'ok'),
  );
  const meantToHave = snapshot.nodes.some((n) => n.intended === 'replica');
  if (meantToHave && bare.length > 0) {
    const names = bare.map((s) => s.master?.name ?? '').join(', ');
    const what = text('no replica in sync for {0}', names);
    return { level: 'warning', sentence: joinTexts([served, what, ...trouble.texts], '; ') ?? served };
  }
  if (trouble.texts.length > 0) {
    return { level: trouble.level, sentence: joinTexts([served, ...trouble.texts], '; ') ?? served };
  }
  return {
    level: 'ok',
    sentence: meantToHave ? text('{0}; every master has a replica in sync', served) : served,
  };
}
