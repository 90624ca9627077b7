import { posix } from 'node:path';
import { inspectContainer } from '../../docker/containers';
import type { Engine } from '../../docker/engine';
import { readFile } from '../../docker/files';
import type { Login } from '../../model/secrets';
import { readCommandLine } from './command-line';
import { type Configuration, type Monitored, readConfiguration } from './configuration';
import { portIn } from './directives';
import type { TlsFiles, TlsTold } from './tls-told';

/** How a container's server was started, as far as its command, environment and configuration file tell. */
export interface Startup {
  /** Whether its command starts a server, rather than something that may only have to do with one. */
  readonly isServer: boolean;
  /** Whether it may start several. */
  readonly several: boolean;
  readonly sentinel: boolean;
  /** The port that was told, of two the one by which we come. */
  readonly port: number | undefined;
  /** The other one of a server that is open with TLS and without: some may speak of it by that. */
  readonly otherPort: number | undefined;
  /** The port where it is expected: the told one, else what its image says, else the usual one. */
  readonly expectedPort: number;
  readonly login: Login | undefined;
  /** Names under which it is known in its networks. */
  readonly aliases: readonly string[];
  /** What a sentinel's file has it monitor. */
  readonly monitors: readonly Monitored[];
  /** Whom it was told to follow. */
  readonly follows: { readonly ip: string; readonly port: number } | undefined;
  /** Where a node of a cluster keeps what it knows of the cluster. */
  readonly clusterFile: string | undefined;
  /** Paths from the root of the container. */
  readonly tls: TlsTold | undefined;
}

const PORT_VARIABLES = ['PORT_NUMBER', 'SENTINEL_PORT_NUMBER', 'PORT'];
const PASSWORD_VARIABLES = ['PASSWORD', 'SENTINEL_PASSWORD'];
/** Where images put further arguments of the server (redis-stack; valkey; Bitnami). */
const ARGUMENT_VARIABLES = ['ARGS', 'EXTRA_FLAGS'];
/** Where Bitnami's images keep the file that they start their server with. */
const BITNAMI_FILE = /^BITNAMI_APP_NAME=(redis|valkey)/;

/** Reads how a container's server was started. @throws Failure, Cancelled */
export async function readStartup(engine: Engine, id: string): Promise<Startup> {
  const { Path, Args, Config, NetworkSettings } = await inspectContainer(engine, id);
  const list = Config.Env ?? [];
  const env = new Map(
    list.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const read = async (path: string | undefined) =>
    path && (await textOf(engine, id, posix.resolve(Config.WorkingDir || '/', path)));
  const command = readCommandLine([Path, ...Args], env);
  const further = readCommandLine(['redis-server', ...variable(env, ARGUMENT_VARIABLES).split(/\s+/)], env);
  const bitnami = list.map((line) => BITNAMI_FILE.exec(line)?.[1]).find(Boolean);
  const path = command.configFile ?? (bitnami && `/opt/bitnami/${bitnami}/etc/${bitnami}.conf`);
  // What is told later counts: the file first, then the words after it.
  const told = readConfiguration([(await read(path)) ?? '', command.options, further.options].join('\n'));
  const { tls } = told;
  const plainPort = told.port ?? portIn(variable(env, PORT_VARIABLES));
  const usual = usualPort(Object.keys(Config.ExposedPorts ?? {}), command.sentinel);
  const port = tls?.wanted ? tls.port : plainPort;
  const other = tls?.wanted ? (plainPort ?? usual) : tls?.port;
  const inFolder = (file: string) => posix.resolve(Config.WorkingDir || '/', told.folder ?? '', file);
  const networks: readonly (EndpointNames | undefined)[] = Object.values(NetworkSettings.Networks ?? {});
  return {
    isServer: command.isServer || bitnami !== undefined,
    several: command.several || !(command.isServer || bitnami),
    sentinel: command.sentinel,
    port,
    otherPort: tls?.alone ? undefined : other,
    expectedPort: port ?? usual,
    login: told.login ?? (await loginElsewhere(told, env, read)),
    aliases: networks.flatMap((n) => [...(n?.Aliases ?? []), ...(n?.DNSNames ?? [])]),
    monitors: command.sentinel ? told.monitors : [],
    follows: told.follows,
    clusterFile: told.clusterFile && inFolder(told.clusterFile),
    tls: tls && { ...tls, files: withPaths(tls.files, inFolder) },
  };
}

/** A server goes to its folder before it reads these. */
function withPaths({ authority, own, mutual }: TlsFiles, from: (file: string) => string): TlsFiles {
  return {
    authority: authority && from(authority),
    own: own && { ...own, certificate: from(own.certificate), key: from(own.key) },
    mutual,
  };
}

interface EndpointNames {
  readonly Aliases?: string[] | null;
  readonly DNSNames?: string[] | null;
}

/** The only port that an image says it listens on, unless the usual one is among several. */
function usualPort(exposed: readonly string[], sentinel: boolean): number {
  const usual = sentinel ? 26_379 : 6379;
  const inside = exposed.filter((port) => port.endsWith('/tcp')).map((port) => Number.parseInt(port, 10));
  const [only] = inside;
  return inside.includes(usual) || inside.length !== 1 ? usual : (only ?? usual);
}

type Read = (path: string | undefined) => Promise<string | undefined>;

/** Out of the file of users, a variable, or a file that a variable names, as Docker's secrets are handed over. */
async function loginElsewhere(
  { aclFile }: Configuration,
  env: ReadonlyMap<string, string>,
  read: Read,
): Promise<Login | undefined> {
  const user = aclFile && readConfiguration((await read(aclFile)) ?? '').login;
  if (user) return user;
  const files = PASSWORD_VARIABLES.map((name) => `${name}_FILE`);
  const password =
    variable(env, PASSWORD_VARIABLES) || ((await read(variable(env, files) || undefined)) ?? '').trim();
  return password === '' ? undefined : { password };
}

/** The value of the first such variable of either product; empty when there is none. */
function variable(env: ReadonlyMap<string, string>, names: readonly string[]): string {
  return names.flatMap((name) => [env.get(`REDIS_${name}`), env.get(`VALKEY_${name}`)]).find(Boolean) ?? '';
}

async function textOf(engine: Engine, id: string, path: string): Promise<string | undefined> {
  return (await readFile(engine, id, path))?.toString('utf8');
}
