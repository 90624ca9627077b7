import type { Engine } from '../../docker/engine';
import { exec } from '../../docker/exec';
import { readFile } from '../../docker/files';
import { Failure, reasonOf } from '../../model/failure';
import { type Text, text } from '../../model/text';
import type { Identity, OwnCertificate } from '../../redis/secure';
import type { ContainerCase } from './container-case';
import type { Startup } from './startup';
import type { TlsFiles } from './tls-told';

/** For so long what was read is taken for what stands in the files: certificates are renewed. ms */
const FRESH_MS = 5000;

interface Reading {
  readonly at: number;
  readonly identity: Promise<Identity>;
}

/**
 * By what found servers are known over TLS, and with what we come to them: read out of their containers through the
 * engine, kept in memory only, and no longer than the container is known.
 */
export class Certificates {
  readonly #read = new WeakMap<ContainerCase, Reading>();

  constructor(private readonly now: () => number) {}

  /** @throws Failure when a file that it takes is not named or cannot be read */
  of(engine: Engine, one: ContainerCase): Promise<Identity> {
    const known = this.#read.get(one);
    if (known && this.now() - known.at < FRESH_MS) return known.identity;
    const { id, name } = one.row.facts;
    const identity = readIdentity(name, one.startup, (path) => read(engine, id, path));
    this.#read.set(one, { at: this.now(), identity });
    return identity;
  }
}

/** Gives a file's content. @throws Error saying why not */
type Read = (path: string) => Promise<string>;

/** What is in memory alone (tmpfs), as secrets are in a swarm, the engine does not copy: the container reads it itself. */
async function read(engine: Engine, id: string, path: string): Promise<string> {
  const copied = await readFile(engine, id, path);
  if (copied !== undefined) return copied.toString('utf8');
  const { exitCode, stdout, stderr } = await exec(engine, id, ['cat', path], { timeoutMs: 5000 });
  if (exitCode !== 0) throw new Error(stderr.trim() || `cat ${path}: ${exitCode}`);
  return stdout;
}

/** The container's name says nothing of who has a certificate, so whoever the authority vouches for will do. */
async function readIdentity(name: string, startup: Startup | undefined, read: Read): Promise<Identity> {
  const files = startup?.tls?.files;
  if (files?.authority === undefined)
    throw new Failure(text('TLS authority of {0} is not named in its configuration', name), {
      next: text('Name it in its configuration file or command: {0}.', CA),
    });
  const unknown = text('TLS authority of {0} could not be read', name);
  const authority = await demand(files.authority, read, unknown);
  return files.mutual ? { authority, own: await readOwn(name, files, read) } : { authority };
}

async function readOwn(name: string, { own }: TlsFiles, read: Read): Promise<OwnCertificate> {
  if (!own)
    throw new Failure(
      text('TLS certificate of {0} is not named in its configuration, and it wants one of its clients', name),
      {
        next: text('Name it in its configuration file or command: {0}.', OWN),
      },
    );
  const what = text('TLS certificate or key of {0} could not be read, and it wants one of its clients', name);
  const [certificate, key] = await Promise.all([
    demand(own.certificate, read, what),
    demand(own.key, read, what),
  ]);
  return { certificate, key, passphrase: own.passphrase };
}

/** The content of a file without which there is no way in. @throws Failure */
async function demand(path: string, read: Read, what: Text): Promise<string> {
  try {
    return await read(path);
  } catch (error) {
    const next = text('Put the file back where its configuration names it: it is tried again by itself.');
    throw new Failure(what, { why: reasonOf(error), next, cause: error });
  }
}

const CA = 'tls-ca-cert-file';
const OWN = 'tls-cert-file, tls-key-file';
