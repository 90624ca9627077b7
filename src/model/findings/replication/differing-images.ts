import type { NodeSnapshot } from '../../snapshot';
import { text } from '../../text';
import { type Rule, said } from '../finding';
import { advise } from '../remedy';

/** The same image name, pulled at different times: what is called `latest` differs. */
export const differingImages: Rule = {
  id: 'differing-images',
  afterMs: 0,
  find: ({ nodes }) => {
    const byName = new Map<string, NodeSnapshot[]>();
    for (const n of nodes) {
      const name = n.evidence?.container?.image;
      if (name !== undefined) byName.set(name, [...(byName.get(name) ?? []), n]);
    }
    return [...byName].flatMap(([image, same]) => {
      const ids = new Set(same.map((n) => n.evidence?.container?.imageId));
      if (ids.size < 2) return [];
      return [
        {
          about: image,
          severity: 'warning' as const,
          what: text('Containers of {0} were made from different images', image),
          why: text('The name was given to another image meanwhile: the nodes are not of one version.'),
          nodes: same.map((n) => n.id),
          evidence: same.map((n) => said(n, `image ${n.evidence?.container?.imageId.slice(0, 19) ?? '?'}`)),
          remedy: advise(text('Use a tag that names a version, and make the older containers anew.')),
        },
      ];
    });
  },
};
