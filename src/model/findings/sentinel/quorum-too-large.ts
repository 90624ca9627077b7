import type { SentinelView } from '../../sentinel-view';
import { text } from '../../text';
import { type Rule, said } from '../finding';
import { act } from '../remedy';
import { idsOfSentinels, knownSentinels, opinionsIn } from './opinions';

export const asksTooMuch = (view: SentinelView): boolean => view.quorum > knownSentinels(view);

/** A quorum that all sentinels together do not reach. */
export const quorumTooLarge: Rule = {
  id: 'quorum-too-large',
  afterMs: 5000,
  find: (snapshot) => {
    const wrong = opinionsIn(snapshot).filter(({ view }) => asksTooMuch(view));
    const [first] = wrong;
    if (!first) return [];
    const count = knownSentinels(first.view);
    return [
      {
        about: 'sentinels',
        severity: 'error',
        what: text('The quorum is {0}, but there are {1} sentinels', first.view.quorum, count),
        why: text('They can never agree that the master is down: there will be no failover.'),
        nodes: idsOfSentinels(wrong),
        evidence: wrong.map(({ node, view }) =>
          said(node, `quorum ${view.quorum}, num-other-sentinels ${view.otherSentinels.length}`),
        ),
        remedy: act({
          kind: 'setQuorum',
          sentinels: idsOfSentinels(wrong),
          masterName: first.view.masterName,
          quorum: Math.floor(count / 2) + 1,
        }),
      },
    ];
  },
};
