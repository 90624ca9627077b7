import { text } from '../../text';
import { type Rule, said } from '../finding';
import { advise } from '../remedy';
import { idsOfSentinels, knownSentinels, opinionsIn } from './opinions';

/** Fewer than three: two cannot outvote a failure of one. */
export const tooFewSentinels: Rule = {
  id: 'too-few-sentinels',
  afterMs: 5000,
  find: (snapshot) => {
    const opinions = opinionsIn(snapshot);
    const made = snapshot.nodes.filter((n) => n.intended === 'sentinel').length;
    const most = Math.max(made, ...opinions.map(({ view }) => knownSentinels(view)));
    if (opinions.length === 0 || most >= 3) return [];
    return [
      {
        about: 'sentinels',
        severity: 'warning',
        what: text('There are {0} sentinels; it takes 3', most),
        why: text(
          'A majority must agree to a failover: with fewer than 3, losing one sentinel means no failover.',
        ),
        nodes: idsOfSentinels(opinions),
        evidence: opinions.map(({ node, view }) =>
          said(node, `num-other-sentinels ${view.otherSentinels.length}`),
        ),
        remedy: advise(text('Add sentinels until there are 3, on machines that do not fail together.')),
      },
    ];
  },
};
