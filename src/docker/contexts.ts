import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, reasonOf } from '../model/failure';
import { text } from '../model/text';
import { dockerConfigFolder } from './config-folder';
import { readTlsFolder, type TlsFiles } from './endpoint-tls';
import { isMissingFile } from './missing-file';

/** A context as `docker context ls` shows it. */
export interface ContextEntry {
  readonly name: string;
  readonly host: string;
  readonly description: string;
  /** What `docker` uses in this environment when nothing else is said. */
  readonly current: boolean;
}

interface StoredContext {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly description: string;
  readonly skipVerify: boolean;
}

/**
 * The stored contexts, by name. "default" is not stored and not in the list. Metadata that cannot be understood is
 * left out, as one broken context must not hide the others.
 */
export async function listContexts(env: NodeJS.ProcessEnv, home: string): Promise<ContextEntry[]> {
  const current = env.DOCKER_HOST
    ? undefined
    : env.DOCKER_CONTEXT || (await readConfiguredContext(env, home));
  const stored = await readStore(env, home);
  return stored.map(({ name, host, description }) => ({
    name,
    host,
    description,
    current: name === current,
  }));
}

/** One context with its TLS files. @throws Failure when there is none of that name. */
export async function findContext(
  name: string,
  env: NodeJS.ProcessEnv,
  home: string,
): Promise<ContextEntry & { readonly tls?: TlsFiles }> {
  const stored = (await readStore(env, home)).find((context) => context.name === name);
  if (!stored) {
    throw new Failure(text('There is no Docker context "{0}"', name), {
      next: text('Choose one of the contexts that "docker context ls" shows.'),
      remedies: ['chooseContext'],
    });
  }
  const { host, description, skipVerify } = stored;
  const entry = { name, host, description, current: false };
  if (!host.startsWith('tcp://')) return entry;
  const files = await readTlsFolder(
    join(dockerConfigFolder(env, home), 'contexts', 'tls', stored.id, 'docker'),
  );
  const tls = { ...files, ...(skipVerify ? { skipVerify } : {}) };
  return Object.keys(tls).length > 0 ? { ...entry, tls } : entry;
}

/** `currentContext` of config.json, if it names one. @throws Failure when the file is there but no JSON. */
export async function readConfiguredContext(
  env: NodeJS.ProcessEnv,
  home: string,
): Promise<string | undefined> {
  const path = join(dockerConfigFolder(env, home), 'config.json');
  try {
    const config: unknown = JSON.parse(await readFile(path, 'utf8'));
    return stringAt(config, 'currentContext') || undefined;
  } catch (error) {
    if (isMissingFile(error)) return undefined;
    throw new Failure(text('{0} cannot be read', path), {
      why: reasonOf(error),
      next: text('Repair the file, or choose a Docker context here.'),
      remedies: ['chooseContext'],
      cause: error,
    });
  }
}

async function readStore(env: NodeJS.ProcessEnv, home: string): Promise<StoredContext[]> {
  const folder = join(dockerConfigFolder(env, home), 'contexts', 'meta');
  let ids: string[];
  try {
    ids = await readdir(folder);
  } catch (error) {
    if (isMissingFile(error)) return [];
    throw error;
  }
  const contexts = await Promise.all(ids.map((id) => readStored(folder, id)));
  return contexts.filter((c) => c !== undefined).sort((a, b) => a.name.localeCompare(b.name));
}

async function readStored(folder: string, id: string): Promise<StoredContext | undefined> {
  let meta: unknown;
  try {
    meta = JSON.parse(await readFile(join(folder, id, 'meta.json'), 'utf8'));
  } catch {
    // Not a context, or a half-written one: the caller shows those that can be used.
    return undefined;
  }
  const name = stringAt(meta, 'Name');
  const docker = valueAt(valueAt(meta, 'Endpoints'), 'docker');
  const host = stringAt(docker, 'Host');
  if (!name || !host) return undefined;
  const description = stringAt(valueAt(meta, 'Metadata'), 'Description') ?? '';
  return { id, name, host, description, skipVerify: valueAt(docker, 'SkipTLSVerify') === true };
}

function valueAt(from: unknown, key: string): unknown {
  return typeof from === 'object' && from !== null ? (from as Record<string, unknown>)[key] : undefined;
}

function stringAt(from: unknown, key: string): string | undefined {
  const value = valueAt(from, key);
  return typeof value === 'string' ? value : undefined;
}
