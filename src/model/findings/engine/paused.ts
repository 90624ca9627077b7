import { text } from '../../text';
import { type Rule, said } from '../finding';
import { act } from '../remedy';

/** A frozen container: its clock stands still, and its connections stay open and silent. */
export const paused: Rule = {
  id: 'paused',
  afterMs: 0,
  find: ({ nodes }) =>
    nodes
      .filter((n) => n.container.state === 'paused')
      .map((node) => ({
        about: node.id,
        severity: 'warning',
        what: text('{0} is paused', node.name),
        why: text(
          'Clients wait for it instead of failing; when it goes on it believes that no time has passed.',
        ),
        nodes: [node.id],
        evidence: [said(node, node.container.status)],
        remedy: act({ kind: 'unpauseNodes', nodes: [node.id] }),
      })),
};
