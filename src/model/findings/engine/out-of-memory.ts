import { formatBytes } from '../../format';
import type { NodeSnapshot } from '../../snapshot';
import { text } from '../../text';
import { type Rule, said } from '../finding';
import { advise } from '../remedy';

/** Engines keep saying so after somebody started it again: that is over, unless it is the engine that starts it. */
const wasKilled = ({ container, evidence }: NodeSnapshot): boolean =>
  evidence?.container?.oomKilled === true &&
  (container.state !== 'running' || evidence.container.restartCount > 0);

/** A container that the kernel killed for its memory. */
export const outOfMemory: Rule = {
  id: 'out-of-memory',
  afterMs: 0,
  find: ({ nodes }) =>
    nodes.filter(wasKilled).map((node) => ({
      about: node.id,
      severity: 'error',
      what: text('{0} was killed for lack of memory', node.name),
      why: text('Whatever it had not written to disk is lost, and it will happen again.'),
      nodes: [node.id],
      evidence: [
        said(node, `OOMKilled, ${node.container.status}`),
        said(node, `memory limit ${formatBytes(node.evidence?.container?.memoryLimit ?? 0)}`),
      ],
      remedy: advise(text('Give the container more memory, or the server a maxmemory well below the limit.')),
    })),
};
