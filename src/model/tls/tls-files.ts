import type { CertifiedNode, Issuer } from './issuer';

/** Below a node's data directory: who may read there may speak for the node. */
export const TLS_FOLDER = 'tls';

export const CA_CERTIFICATE = `${TLS_FOLDER}/ca.crt`;
export const NODE_CERTIFICATE = `${TLS_FOLDER}/node.crt`;
const NODE_KEY = `${TLS_FOLDER}/node.key`;

/**
 * The authority's private key, in the first node's volume alone: nodes that are added later get their certificates from
 * it. It goes with the mark of completeness to another node when that one is removed.
 */
export const CA_KEY = `${TLS_FOLDER}/ca.key`;

/** A certificate that ends within this is renewed when there is occasion, and told of. ms */
export const SOON_MS = 30 * 86_400_000;

/**
 * Lets a data node read its certificates anew: a setting that names a file is applied also when the name stays the same
 * (`VOLATILE_CONFIG` in config.c). It concerns connections that are made from then on.
 */
export const READ_CERTIFICATES: readonly string[] = [
  'CONFIG',
  'SET',
  'tls-cert-file',
  `/data/${NODE_CERTIFICATE}`,
];

/**
 * What a node needs to prove who it is, and to know the others. Paths are relative to its data directory.
 * @throws Error without an issuer: a node with TLS and no certificate would not start
 */
export function tlsFiles(
  node: CertifiedNode,
  issuer: Issuer | undefined,
): { name: string; content: string }[] {
  if (!issuer) throw new Error(`nobody issues a certificate for ${node.container}`);
  const { certificate, key } = issuer.issue(node);
  return [
    { name: CA_CERTIFICATE, content: issuer.certificate },
    { name: NODE_CERTIFICATE, content: certificate },
    { name: NODE_KEY, content: key },
    ...(node.index === 0 ? [{ name: CA_KEY, content: issuer.key }] : []),
  ];
}

/**
 * The lines of a configuration file by which a server listens with TLS only, and speaks it to the others too.
 * `tls-replication` covers a replica's link and what sentinels say to anybody, `tls-cluster` the bus and MIGRATE.
 */
export function tlsLines(port: number, kind: 'data' | 'cluster' | 'sentinel'): string[] {
  return [
    'port 0',
    `tls-port ${port}`,
    `tls-cert-file /data/${NODE_CERTIFICATE}`,
    `tls-key-file /data/${NODE_KEY}`,
    `tls-ca-cert-file /data/${CA_CERTIFICATE}`,
    // Clients need nothing but the authority's certificate; one that shows a certificate of its own is checked. Between
    // cluster nodes both sides must show one in any case.
    'tls-auth-clients optional',
    'tls-replication yes',
    ...(kind === 'cluster' ? ['tls-cluster yes'] : []),
  ];
}
