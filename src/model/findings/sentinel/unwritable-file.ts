import type { NodeSnapshot } from '../../snapshot';
import { text } from '../../text';
import { idsOf, namesOf, type Rule, said } from '../finding';
import { act } from '../remedy';

/** A sentinel whose configuration file is mounted by itself: it cannot be replaced, hence not saved. */
export const unwritableFile: Rule = {
  id: 'unwritable-file',
  afterMs: 0,
  find: ({ nodes }) => {
    const stuck = nodes.flatMap((node) => {
      const path = node.evidence?.file?.path;
      const mount = path === undefined ? undefined : mountOf(node, path);
      return path !== undefined && mount ? [{ node, path, mount }] : [];
    });
    const [first] = stuck;
    if (!first) return [];
    const sentinels = stuck.map((s) => s.node);
    return [
      {
        about: idsOf(sentinels).join(' '),
        severity: 'error',
        what: text('Sentinels cannot save their configuration: {0}', namesOf(sentinels)),
        why: text(
          'A sentinel saves by renaming a new file over the old, which a file that is mounted by itself does not allow (“Device or resource busy”). After its next restart it knows neither the promotion nor the other sentinels.',
        ),
        nodes: idsOf(sentinels),
        evidence: stuck.map(({ node, path, mount }) => said(node, `${mount.type} ${mount.source} → ${path}`)),
        remedy: act({ kind: 'moveSentinelFile', sentinels: idsOf(sentinels), path: first.path }),
      },
    ];
  },
};

function mountOf({ evidence }: NodeSnapshot, path: string) {
  const mounts = evidence?.container?.mounts ?? [];
  const folder = path.slice(0, path.lastIndexOf('/'));
  return (
    mounts.find((m) => m.destination === path) ??
    mounts.find((m) => !m.writable && (folder === m.destination || folder.startsWith(`${m.destination}/`)))
  );
}
