import type { Repair } from '../findings/remedy';
import { placeOf } from '../handover';
import type { SentinelView } from '../sentinel-view';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { text } from '../text';
import { cannot, type Planned, plan } from './plan';
import { sentinelNodes } from './sentinel-nodes';
import { viewOf } from './sentinel-obstacle';
import { PASSWORD, type RepairStep } from './step';

type Setting = Extract<Repair, { kind: 'setQuorum' | 'setSentinelTimes' | 'setSentinelPassword' }>;

/** A sentinel says a changed setting at once; it is asked every second. ms */
const SET_MS = 10_000;

/** Settings of what the sentinels monitor, on each of them. */
export function planSentinelSettings(repair: Setting, snapshot: TopologySnapshot): Planned {
  const sentinels = sentinelNodes(snapshot, repair.sentinels);
  const deaf = sentinels.find((s) => !viewOf(s, repair.masterName));
  if (deaf) return cannot(text('{0} does not monitor {1}', deaf.name, repair.masterName));
  if (sentinels.length === 0) return cannot(text('No sentinel answers'));
  const steps = sentinels.map(
    (s): RepairStep => ({
      kind: 'tell',
      what: text('{0} is set', s.name),
      node: placeOf(s),
      commands: optionsOf(repair, s).map(([option, value]) => [
        'SENTINEL',
        'SET',
        repair.masterName,
        option,
        value,
      ]),
      until: {
        what: text('{0} has the new settings', s.name),
        withinMs: SET_MS,
        lacks: (now) => {
          const view = viewOf(
            now.nodes.find((n) => n.id === s.id),
            repair.masterName,
          );
          return view && isSet(repair, view) ? undefined : `${s.name}: not yet`;
        },
      },
    }),
  );
  return plan(repair, steps);
}

function optionsOf(repair: Setting, sentinel: NodeSnapshot): [string, string][] {
  switch (repair.kind) {
    case 'setQuorum':
      return [['quorum', String(repair.quorum)]];
    case 'setSentinelTimes':
      return [
        ['down-after-milliseconds', String(repair.downAfterMs)],
        ['failover-timeout', String(repair.failoverTimeoutMs)],
      ];
    case 'setSentinelPassword':
      return [
        // The password may be another user's, or the default user's, who has no name there.
        ...(logsInByName(sentinel, repair.masterName) ? ([['auth-user', '']] as [string, string][]) : []),
        ['auth-pass', PASSWORD],
      ];
  }
}

const logsInByName = ({ evidence }: NodeSnapshot, masterName: string): boolean =>
  evidence?.file?.logins.some(({ name, user }) => name === masterName && user !== undefined) ?? false;

function isSet(repair: Setting, view: SentinelView): boolean {
  switch (repair.kind) {
    case 'setQuorum':
      return view.quorum === repair.quorum;
    case 'setSentinelTimes':
      return view.downAfterMs === repair.downAfterMs;
    case 'setSentinelPassword':
      // A password is never told; that it is right shows by the master's not being down for this sentinel any more.
      return view.flags.join() === 'master';
  }
}
