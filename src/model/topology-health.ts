import { clusterHealth } from './cluster-health';
import { openSlots } from './moves/open-slots';
import { containerHealth, nodeHealth, troubles, worse } from './node-health';
import { sizesOf } from './size/sizes';
import type { Health, Level, TopologySnapshot } from './snapshot';
import { arrange, masterOf, observedRole } from './structure';
import { joinTexts, type Text, text } from './text';

const health = (level: Level, sentence: Text): Health => ({ level, sentence });

function replicationHealth(snapshot: TopologySnapshot): Health {
  const data = snapshot.nodes.filter((n) => n.intended !== 'sentinel');
  const masters = data.filter((n) => observedRole(n) === 'master');
  const trouble = troubles(data, snapshot);
  const [master] = masters;
  if (!master) {
    return health(
      'error',
      joinTexts([text('No node answers as master'), ...trouble.texts], '; ') ?? text(''),
    );
  }
  if (masters.length > 1) {
    const names = masters.map((m) => m.name).join(', ');
    return health('error', text('{0} nodes answer as master: {1}', masters.length, names));
  }
  const replicas = data.filter(
    (n) => masterOf(n, snapshot) === master && nodeHealth(n, snapshot).level === 'ok',
  );
  const sentence = text(
    '{0} is master; {1} of {2} replicas in sync',
    master.name,
    replicas.length,
    data.length - 1,
  );
  if (trouble.texts.length === 0 && replicas.length < data.length - 1) return health('warning', sentence);
  return health(trouble.level, joinTexts([sentence, ...trouble.texts], '; ') ?? sentence);
}

/** What the sentinels say together. */
function sentinelHealth(snapshot: TopologySnapshot): Health {
  const sentinels = snapshot.nodes.filter((n) => n.intended === 'sentinel');
  const well = sentinels.filter((n) => nodeHealth(n, snapshot).level === 'ok');
  const agree = text('{0} of {1} sentinels agree', well.length, sentinels.length);
  if (well.length === sentinels.length) return { level: 'ok', sentence: agree };
  const bad: Text[] = sentinels
    .filter((n) => !well.includes(n))
    .slice(0, 2)
    .map((n) => text('{0}: {1}', n.name, nodeHealth(n, snapshot).sentence));
  const sentence = joinTexts([agree, ...bad], '; ') ?? agree;
  return { level: well.length * 2 > sentinels.length ? 'warning' : 'error', sentence };
}

/** How the topology is as a whole, in one plain sentence. */
export function topologyHealth(snapshot: TopologySnapshot): Health {
  if (snapshot.state === 'making') return health('pending', text('Being made'));
  if (snapshot.nodes.length === 0) return health('warning', text('Only its network or volumes are left'));
  if (snapshot.state === 'incomplete') return health('warning', text('Its creation was not finished'));
  if (snapshot.nodes.every((n) => ['off', 'pending'].includes(containerHealth(n)?.level ?? 'ok'))) {
    const count = snapshot.nodes.length;
    return health(
      'off',
      count === 1 ? text('Its node is stopped') : text('All {0} nodes are stopped', count),
    );
  }
  if (snapshot.nodes.every((n) => n.answer.kind === 'pending'))
    return health('pending', text('Asking its nodes'));
  switch (snapshot.shape) {
    case 'replication':
      return replicationHealth(snapshot);
    case 'sentinel': {
      const data = replicationHealth(snapshot);
      const watch = sentinelHealth(snapshot);
      return health(
        worse(data.level, watch.level),
        joinTexts([data.sentence, watch.sentence], '; ') ?? data.sentence,
      );
    }
    case 'cluster':
      return clusterHealth(snapshot, arrange(snapshot));
  }
}

/** How a healthy topology is, in so few words that a row has room for them; whatever is not well is said in full. */
export function shortHealth(snapshot: TopologySnapshot): Text {
  const { level, sentence } = topologyHealth(snapshot);
  if (level !== 'ok') return sentence;
  const { replicas, sentinels } = sizesOf(snapshot);
  switch (snapshot.shape) {
    case 'replication':
      return text('{0} in sync', replicas);
    case 'sentinel':
      return text('{0} in sync, {1} agree', replicas, sentinels);
    case 'cluster': {
      const open = openSlots(snapshot).length;
      return open === 0 ? text('all slots served') : text('all slots served, {0} open', open);
    }
  }
}
