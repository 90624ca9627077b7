import { text } from '../../text';
import { type Rule, said } from '../finding';
import { advise } from '../remedy';

/** A port of the machine that two containers publish: only one of them can run. */
export const portTaken: Rule = {
  id: 'port-taken',
  afterMs: 0,
  find: ({ nodes }) =>
    nodes.flatMap((node) => {
      const taken = node.evidence?.container?.portTaken;
      if (!taken) return [];
      return [
        {
          about: node.id,
          severity: 'warning',
          what: text('{0} and {1} publish the same port, {2}', node.name, taken.by, taken.port),
          why: text('Only one of them can run at a time.'),
          nodes: [node.id],
          evidence: [said(node, `${node.container.status}; ${taken.by}: 0.0.0.0:${taken.port}`)],
          remedy: advise(text('Make one of the containers anew with another port.')),
        },
      ];
    }),
};
