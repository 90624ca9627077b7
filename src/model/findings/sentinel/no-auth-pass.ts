import { text } from '../../text';
import { idsOf, namesOf, type Rule, said } from '../finding';
import { act } from '../remedy';
import { opinionsIn } from './opinions';

/** Sentinels without the password of a master that wants one. */
export const noAuthPass: Rule = {
  id: 'no-auth-pass',
  afterMs: 10_000,
  find: (snapshot) => {
    const guarded = snapshot.nodes.filter((n) => n.evidence?.config?.requiresPassword);
    const without = opinionsIn(snapshot).filter(({ node, view }) => {
      const file = node.evidence?.file;
      return file !== undefined && !file.authPassFor.includes(view.masterName);
    });
    const [first] = without;
    if (guarded.length === 0 || !first) return [];
    const nodes = without.map((o) => o.node);
    return [
      {
        about: idsOf(nodes).join(' '),
        severity: 'error',
        what: text('Sentinels lack the master’s password: {0}', namesOf(nodes)),
        why: text(
          'The master refuses what they ask, so they take it for dead and cannot promote a replica either.',
        ),
        nodes: idsOf(nodes),
        evidence: [
          ...guarded.slice(0, 1).map((n) => said(n, 'requirepass is set')),
          ...without.map(({ node, view }) =>
            said(node, `no auth-pass for ${view.masterName}; ${view.flags.join(',')}`),
          ),
        ],
        remedy: act({
          kind: 'setSentinelPassword',
          sentinels: idsOf(nodes),
          masterName: first.view.masterName,
        }),
      },
    ];
  },
};
