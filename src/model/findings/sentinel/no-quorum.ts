import { text } from '../../text';
import { type Rule, said } from '../finding';
import { act, advise } from '../remedy';
import { idsOfSentinels, opinionsIn } from './opinions';
import { asksTooMuch } from './quorum-too-large';

/** Too few sentinels are there to agree on, or to authorise, a failover. */
export const noQuorum: Rule = {
  id: 'no-quorum',
  afterMs: 5000,
  find: (snapshot) => {
    const without = opinionsIn(snapshot).filter(
      ({ view }) => view.quorumVerdict.startsWith('NOQUORUM') && !asksTooMuch(view),
    );
    if (without.length === 0) return [];
    const away = snapshot.nodes.filter((n) => n.intended === 'sentinel' && n.container.state === 'exited');
    return [
      {
        about: 'sentinels',
        severity: 'error',
        what: text('The sentinels cannot agree on a failover: too few of them are there'),
        why: text('If the master fails now, nobody replaces it.'),
        nodes: idsOfSentinels(without),
        evidence: without.map(({ node, view }) => said(node, view.quorumVerdict)),
        remedy:
          away.length > 0
            ? act({ kind: 'startNodes', nodes: away.map((n) => n.id) })
            : advise(text('Bring the missing sentinels back.')),
      },
    ];
  },
};
