import type { TopologySnapshot } from '../../snapshot';
import { nodeAt } from '../../structure';
import { text } from '../../text';
import { namesOf, type Rule, said } from '../finding';
import { mastersIn } from '../nodes';
import { act, advise } from '../remedy';
import { addressIn, idsOfSentinels, type Opinion, opinionsIn } from './opinions';

/** Sentinels that name different masters. */
export const mastersDiffer: Rule = {
  id: 'masters-differ',
  // They learn of a failover from each other, by a hello message every two seconds; an old master is believed for ten.
  afterMs: 15_000,
  find: (snapshot) => {
    const opinions = opinionsIn(snapshot);
    const groups = new Map<string, Opinion[]>();
    for (const o of opinions) groups.set(addressIn(o.view), [...(groups.get(addressIn(o.view)) ?? []), o]);
    if (groups.size < 2) return [];
    const wrong = astray(snapshot, groups);
    const nodes = wrong.map((o) => o.node);
    return [
      {
        about: [...groups.keys()].sort().join(' '),
        severity: 'error',
        what: text('Sentinels name different masters: {0}', [...groups.keys()].join(', ')),
        why: text('Clients are sent to different masters, and each group may fail over on its own.'),
        nodes: idsOfSentinels(wrong),
        evidence: opinions.map(({ node, view }) => said(node, `${view.masterName} ${addressIn(view)}`)),
        remedy:
          mastersIn(snapshot).length === 1 && nodes.length > 0
            ? act({
                kind: 'monitorAnew',
                sentinels: idsOfSentinels(wrong),
                masterName: opinions[0]?.view.masterName ?? '',
              })
            : advise(
                text('Decide first which node is to be master. The sentinels in doubt: {0}', namesOf(nodes)),
              ),
      },
    ];
  },
};

/** Those that do not name the one master that answers; without one, those outside the largest group. */
function astray(snapshot: TopologySnapshot, groups: ReadonlyMap<string, readonly Opinion[]>): Opinion[] {
  const [master, ...more] = mastersIn(snapshot);
  if (master && more.length === 0) {
    const isRight = ({ view }: Opinion) => nodeAt(snapshot, view.masterIp, view.masterPort) === master.node;
    return [...groups.values()].flat().filter((o) => !isRight(o));
  }
  const [, ...rest] = [...groups.values()].sort((a, b) => b.length - a.length);
  return rest.flat();
}
