import type { NodeSnapshot } from '../../snapshot';
import { text } from '../../text';
import { type Rule, said } from '../finding';
import { advise } from '../remedy';

/** A container that ends again and again. */
export const restarting: Rule = {
  id: 'restarting',
  afterMs: 0,
  find: ({ nodes }) =>
    nodes.filter(isRestarting).map((node) => ({
      about: node.id,
      severity: 'error',
      what: text('The container of {0} keeps restarting', node.name),
      why: text('Its server ends soon after each start: it serves nobody, and others take it for unsteady.'),
      nodes: [node.id],
      evidence: [
        said(node, node.container.status),
        said(node, `RestartCount ${node.evidence?.container?.restartCount ?? '?'}`),
      ],
      remedy: advise(text('Read its log: the last lines before each end say why.')),
    })),
};

/** Between two attempts; or up for moments only, after several. */
const isRestarting = ({ container, evidence, answer }: NodeSnapshot): boolean =>
  container.state === 'restarting' ||
  ((evidence?.container?.restartCount ?? 0) >= 3 && 'server' in answer && answer.server.uptimeSeconds < 30);
