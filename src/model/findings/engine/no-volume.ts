import { text } from '../../text';
import { type Rule, said } from '../finding';
import { act } from '../remedy';

/** A data node that keeps its data in the container itself: with the container, it is gone. */
export const noVolume: Rule = {
  id: 'no-volume',
  afterMs: 0,
  find: ({ nodes }) =>
    nodes.flatMap((node) => {
      const { config, container } = node.evidence ?? {};
      if (!config?.persistent || !container) return [];
      const { dir } = config;
      const kept = container.mounts.some((m) => dir === m.destination || dir.startsWith(`${m.destination}/`));
      if (kept) return [];
      return [
        {
          about: node.id,
          severity: 'warning',
          what: text('{0} writes its data to {1}, where no volume is', node.name, dir),
          why: text('When the container is removed or made anew, the data goes with it.'),
          nodes: [node.id],
          evidence: [
            said(node, `dir ${dir}`),
            said(node, `mounts: ${container.mounts.map((m) => m.destination).join(', ') || '-'}`),
          ],
          remedy: act({ kind: 'recreateWithVolume', nodes: [node.id] }),
        },
      ];
    }),
};
