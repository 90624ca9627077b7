/** Whom a certificate is for. */
export interface CertifiedNode {
  /** Its container: by this name we know it, over whatever way it is reached. */
  readonly container: string;
  /** Its name on the topology's network. */
  readonly name: string;
  /** Its address on the topology's network. */
  readonly address: string;
  /** Its place among the topology's nodes, from 0. */
  readonly index: number;
}

/** A node's certificate with its private key, both in PEM. */
export interface NodeCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** The certificate authority of one topology. What it holds and gives is secret but for the certificates. */
export interface Issuer {
  /** In PEM; what clients trust. */
  readonly certificate: string;
  /** In PEM. */
  readonly key: string;
  issue(node: CertifiedNode): NodeCertificate;
}
