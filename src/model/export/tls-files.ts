import type { Issuer } from '../tls/issuer';
import { tlsFiles } from '../tls/tls-files';
import type { Blueprint, BlueprintNode } from './blueprint';
import type { ExportedFile } from './exported-file';

/** Where each node's certificates lie in an exported folder. */
export const tlsFolder = ({ name }: BlueprintNode): string => `tls/${name}`;

/** The authority's certificate, for clients. */
const FOR_CLIENTS = 'tls/ca.crt';

/** Of a node that does not keep the authority's key. */
const NO_INDEX = -1;

/**
 * Certificates of an exported topology's own: the one it was made from keeps its keys. The authority's key is nowhere
 * afterwards.
 */
export function exportedCertificates({ nodes }: Blueprint, issuer: Issuer): ExportedFile[] {
  return [
    { path: FOR_CLIENTS, content: issuer.certificate, mode: 0o600 },
    ...nodes.flatMap((node) =>
      tlsFiles({ ...node, container: node.name, index: NO_INDEX }, issuer).map(({ name, content }) => ({
        path: `${tlsFolder(node)}/${name.split('/').pop()}`,
        content,
        mode: 0o600,
      })),
    ),
  ];
}
