import { text } from '../../text';
import { type Rule, said } from '../finding';
import { sentinelsIn } from '../nodes';
import { advise } from '../remedy';

/** Sentinels that watch under different names: they never meet in a vote. */
export const namesDiffer: Rule = {
  id: 'names-differ',
  afterMs: 5000,
  find: (snapshot) => {
    const told = sentinelsIn(snapshot).map(({ node, answer }) => ({
      node,
      names: [
        ...(node.evidence?.monitored?.map((m) => m.name) ?? answer.views.map((v) => v.masterName)),
      ].sort(),
    }));
    const sets = new Set(told.filter((s) => s.names.length > 0).map((s) => s.names.join(', ')));
    if (sets.size < 2) return [];
    return [
      {
        about: [...sets].sort().join(' | '),
        severity: 'error',
        what: text('Sentinels monitor under different names: {0}', [...sets].join(' | ')),
        why: text(
          'Only sentinels that use the same name count each other’s votes, and clients ask by that name.',
        ),
        nodes: told.map((s) => s.node.id),
        evidence: told.map(({ node, names }) => said(node, `SENTINEL MASTERS: ${names.join(', ') || '-'}`)),
        remedy: advise(text('Choose one name, and monitor under it on every sentinel.')),
      },
    ];
  },
};
