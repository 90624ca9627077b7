import { formatBytes } from '../../format';
import { text } from '../../text';
import { type Rule, said } from '../finding';
import { advise } from '../remedy';

/** From this share of the machine's memory on, several nodes without a limit may exhaust it. */
const LARGE = 0.1;

/** Nodes without any limit that together could take the machine's memory. */
export const unlimitedMemory: Rule = {
  id: 'unlimited-memory',
  afterMs: 0,
  find: ({ nodes }) => {
    const free = nodes.flatMap((node) => {
      const { counters, container } = node.evidence ?? {};
      if (node.answer.kind !== 'data' || !counters || !container) return [];
      const { maxMemory, usedMemory } = node.answer.server;
      const limited = maxMemory > 0 || container.memoryLimit > 0;
      return limited || usedMemory < counters.machineMemory * LARGE || counters.machineMemory === 0
        ? []
        : [{ node, usedMemory, machine: counters.machineMemory }];
    });
    if (free.length === 0) return [];
    return [
      {
        about: 'memory',
        severity: 'info',
        what: text(
          'Large nodes share a machine without a memory limit: {0}',
          free.map((f) => f.node.name).join(', '),
        ),
        why: text('One that grows takes the memory of all, and the kernel kills whichever it chooses.'),
        nodes: free.map((f) => f.node.id),
        evidence: free.map(({ node, usedMemory, machine }) =>
          said(node, `maxmemory 0, used_memory ${formatBytes(usedMemory)} of ${formatBytes(machine)}`),
        ),
        remedy: advise(text('Set maxmemory, and a policy for what happens when it is reached.')),
      },
    ];
  },
};
