import { type Directive, portIn } from './directives';

/** What a server's configuration says of TLS; paths as they stand there. */
export interface TlsTold {
  /** The port where it speaks TLS. */
  readonly port: number | undefined;
  /** Whether it is open with TLS and not without. */
  readonly alone: boolean;
  /** Whether it is, or its peers come with TLS: then so do we, and all speak of the same port. */
  readonly wanted: boolean;
  readonly files: TlsFiles;
}

/** The files with which a server speaks TLS. */
export interface TlsFiles {
  /** What vouches for it; its own certificate where nothing else is named, which may vouch for itself. */
  readonly authority: string | undefined;
  /** What it shows where it is a client itself, and what we may show it; undefined where it wants nothing of clients. */
  readonly own: OwnFiles | undefined;
  /** Whether it wants a certificate of its clients. */
  readonly mutual: boolean;
}

interface OwnFiles {
  readonly certificate: string;
  readonly key: string;
  /** What the key is encrypted with. */
  readonly passphrase: string | undefined;
}

/** Reads what directives say of TLS (redis.conf, "TLS/SSL"); undefined when they say nothing of it. */
export function tlsIn(directives: readonly Directive[]): TlsTold | undefined {
  const last = (name: string) => directives.filter((d) => d[0] === name).at(-1)?.[1] || undefined;
  const at = last('tls-port');
  if (at === undefined && last('tls-cert-file') === undefined) return undefined;
  const isOpen = at !== undefined && at !== '0';
  const peersCome = last('tls-replication') === 'yes' || last('tls-cluster') === 'yes';
  const alone = isOpen && last('port') === '0';
  const mutual = !['no', 'optional'].includes(last('tls-auth-clients') ?? 'yes');
  return {
    port: portIn(at),
    alone,
    wanted: alone || (isOpen && peersCome),
    files: {
      authority: last('tls-ca-cert-file') ?? last('tls-cert-file'),
      own: mutual ? ownFiles(last) : undefined,
      mutual,
    },
  };
}

/** As a client a server shows the certificate that is meant for it, else the one that it shows its own clients. */
function ownFiles(last: (name: string) => string | undefined): OwnFiles | undefined {
  const as = last('tls-client-cert-file') === undefined ? 'tls' : 'tls-client';
  const [certificate, key] = [last(`${as}-cert-file`), last(`${as}-key-file`)];
  return certificate && key ? { certificate, key, passphrase: last(`${as}-key-file-pass`) } : undefined;
}
