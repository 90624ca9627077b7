import { Failure } from '../model/failure';
import { text } from '../model/text';
import { type ContextEntry, findContext, readConfiguredContext } from './contexts';
import { findDefaultSocket } from './default-socket';
import { readEnvironmentTls, type TlsFiles } from './endpoint-tls';
import { wellKnownSockets } from './well-known-sockets';

/** Where a Docker engine listens, and how we came to choose it. */
export interface Endpoint {
  /** The same engine has the same id in every window: its normalised host. */
  readonly id: string;
  /** What a user knows it by, e.g. the context's name. */
  readonly name: string;
  /** `unix:///…`, `npipe://…`, `tcp://…` or `ssh://…`. */
  readonly host: string;
  readonly tls?: TlsFiles;
  readonly source: EndpointSource;
}

export type EndpointSource = 'setting' | 'DOCKER_HOST' | 'DOCKER_CONTEXT' | 'currentContext' | 'default';

export interface EndpointInput {
  /** A context's name or a host URL from our own setting; empty counts as unset. */
  readonly setting?: string;
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  /** Tests only: the socket looked at before the well-known ones. */
  readonly defaultSocket?: string;
}

/**
 * Which engine to use, with the docker CLI's precedence: our setting, DOCKER_HOST, DOCKER_CONTEXT,
 * `currentContext` of config.json, the default socket (or the first well-known one that exists).
 * @throws Failure when a context is named that does not exist or cannot be read, or a host cannot be understood.
 */
export async function resolveEndpoint(input: EndpointInput): Promise<Endpoint> {
  const { env, home } = input;
  const setting = input.setting?.trim() ?? '';
  if (/^[a-z]+:\/\//i.test(setting)) return fromHost(setting, 'setting', env, home);
  // As in the CLI, the context "default" is not stored: it stands for DOCKER_HOST or the default socket.
  if (setting !== '' && setting !== 'default') return fromContext(setting, 'setting', env, home);

  if (env.DOCKER_HOST) return fromHost(env.DOCKER_HOST, 'DOCKER_HOST', env, home);
  if (setting === 'default') return fromDefault(input);

  if (env.DOCKER_CONTEXT === 'default') return fromDefault(input);
  if (env.DOCKER_CONTEXT) return fromContext(env.DOCKER_CONTEXT, 'DOCKER_CONTEXT', env, home);

  const current = await readConfiguredContext(env, home);
  if (current && current !== 'default') return fromContext(current, 'currentContext', env, home);
  return fromDefault(input);
}

async function fromHost(
  given: string,
  source: EndpointSource,
  env: NodeJS.ProcessEnv,
  home: string,
): Promise<Endpoint> {
  const host = normaliseHost(given);
  const tls = host.startsWith('tcp://') ? await readEnvironmentTls(env, home) : undefined;
  const known = wellKnownSockets(env, home).find(({ path }) => host === `unix://${path}`);
  return { id: host, name: known?.name ?? host, host, source, ...(tls ? { tls } : {}) };
}

async function fromContext(
  name: string,
  source: EndpointSource,
  env: NodeJS.ProcessEnv,
  home: string,
): Promise<Endpoint> {
  const context: ContextEntry & { tls?: TlsFiles } = await findContext(name, env, home);
  const host = normaliseHost(context.host);
  return { id: host, name, host, source, ...(context.tls ? { tls: context.tls } : {}) };
}

async function fromDefault(input: EndpointInput): Promise<Endpoint> {
  const { name, host } = await findDefaultSocket(input.env, input.home, input.defaultSocket);
  return { id: host, name, host, source: 'default' };
}

/** `1.2.3.4:2375` becomes `tcp://1.2.3.4:2375`, `unix://` the standard socket. */
function normaliseHost(given: string): string {
  const host = given.includes('://') ? given.trim() : `tcp://${given.trim()}`;
  if (host === 'unix://') return 'unix:///var/run/docker.sock';
  if (host === 'npipe://') return 'npipe:////./pipe/docker_engine';
  if (/^(unix|npipe):\/\/.+$/.test(host)) return host;
  if (/^(tcp|ssh|http|https):\/\/[^/]+/.test(host)) return host.replace(/\/+$/, '');
  throw new Failure(text('"{0}" is not an address of a Docker engine', given), {
    next: text('Use the name of a Docker context, or unix://, npipe://, tcp:// or ssh:// and an address.'),
    remedies: ['chooseContext'],
  });
}
