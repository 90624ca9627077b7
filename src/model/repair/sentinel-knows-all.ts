import type { Place } from '../handover';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { observedRole } from '../structure';
import { text } from '../text';
import { viewOf } from './sentinel-obstacle';
import type { Condition } from './step';

/** INFO goes to the master every 10 s, hellos every 2 s. ms */
const KNOWS_MS = 40_000;

/** A sentinel watches the master under this address and knows every replica and every other sentinel that answers. */
export function knowsAll(sentinel: NodeSnapshot, masterName: string, master: Place): Condition {
  return {
    what: text('{0} knows the master, all replicas and all sentinels', sentinel.name),
    withinMs: KNOWS_MS,
    lacks: (now) => {
      const view = viewOf(
        now.nodes.find((n) => n.id === sentinel.id),
        masterName,
      );
      if (!view) return `${sentinel.name} does not know ${masterName}`;
      if (view.masterIp !== master.ip || view.masterPort !== master.port)
        return `${sentinel.name} watches ${view.masterIp}:${view.masterPort}`;
      const replicas = count(now, 'replica');
      const peers = count(now, 'sentinel') - 1;
      if (view.replicas.length < replicas || view.otherSentinels.length < peers)
        return `${sentinel.name} knows ${view.replicas.length} of ${replicas} replicas and ${view.otherSentinels.length} of ${peers} sentinels`;
      return view.flags.join() === 'master' ? undefined : `${sentinel.name}: ${view.flags.join()}`;
    },
  };
}

const count = ({ nodes }: TopologySnapshot, role: 'replica' | 'sentinel') =>
  nodes.filter((n) => observedRole(n) === role).length;
