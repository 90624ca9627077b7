import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dockerConfigFolder } from './config-folder';
import { isMissingFile } from './missing-file';

/** What a TLS connection to an engine is made with. */
export interface TlsFiles {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  /** The engine's certificate is not checked. */
  readonly skipVerify?: boolean;
}

/** TLS as DOCKER_TLS_VERIFY, DOCKER_TLS and DOCKER_CERT_PATH ask for it; undefined when they do not. */
export async function readEnvironmentTls(
  env: NodeJS.ProcessEnv,
  home: string,
): Promise<TlsFiles | undefined> {
  if (!env.DOCKER_TLS_VERIFY && !env.DOCKER_TLS) return undefined;
  const files = await readTlsFolder(env.DOCKER_CERT_PATH || dockerConfigFolder(env, home));
  return { ...files, ...(env.DOCKER_TLS_VERIFY ? {} : { skipVerify: true }) };
}

/** The folder's ca.pem, cert.pem and key.pem, as far as they exist. Throws when one exists and cannot be read. */
export async function readTlsFolder(folder: string): Promise<TlsFiles> {
  const [ca, cert, key] = await Promise.all(
    ['ca.pem', 'cert.pem', 'key.pem'].map((name) => readIfThere(join(folder, name))),
  );
  return { ...(ca ? { ca } : {}), ...(cert ? { cert } : {}), ...(key ? { key } : {}) };
}

async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    if (isMissingFile(error)) return undefined;
    throw error;
  }
}
