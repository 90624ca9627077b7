import { inspectContainer } from '../../docker/containers';
import type { Engine } from '../../docker/engine';
import { readFile } from '../../docker/files';
import { passwordIn } from '../../model/server-config';
import { portIn, readCommandLine } from './command-line';

/** How a container's server was started, as far as its command, environment and configuration file tell. */
export interface Startup {
  /** Whether its command starts a server, rather than something that may only have to do with one. */
  readonly isServer: boolean;
  readonly sentinel: boolean;
  readonly port: number | undefined;
  readonly password: string | undefined;
  /** Names under which it is known in its networks. */
  readonly aliases: readonly string[];
  /** What a sentinel's file has it monitor. */
  readonly monitors: readonly Monitored[];
}

/** A master that a sentinel's file names. */
export interface Monitored {
  readonly name: string;
  readonly ip: string;
  readonly port: number;
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
  const command = readCommandLine([Path, ...Args], env);
  const further = readCommandLine(['redis-server', ...variable(env, ARGUMENT_VARIABLES).split(/\s+/)], env);
  const bitnami = list.map((line) => BITNAMI_FILE.exec(line)?.[1]).find(Boolean);
  const path = command.configFile ?? (bitnami && `/opt/bitnami/${bitnami}/etc/${bitnami}.conf`);
  const file = path && (await textOf(engine, id, absolute(path, Config.WorkingDir)));
  const networks: readonly (EndpointNames | undefined)[] = Object.values(NetworkSettings.Networks ?? {});
  return {
    isServer: command.isServer || bitnami !== undefined,
    sentinel: command.sentinel,
    port:
      command.port ??
      further.port ??
      portIn(/^\s*port\s+(\d+)\s*$/im.exec(file ?? '')?.[1]) ??
      portIn(variable(env, PORT_VARIABLES)),
    password:
      command.password ??
      further.password ??
      (passwordIn(file ?? '') ||
        variable(env, PASSWORD_VARIABLES) ||
        (await secretFile(
          engine,
          id,
          variable(
            env,
            PASSWORD_VARIABLES.map((name) => `${name}_FILE`),
          ),
        )) ||
        undefined),
    aliases: networks.flatMap((n) => [...(n?.Aliases ?? []), ...(n?.DNSNames ?? [])]),
    monitors: command.sentinel ? monitorsIn(file ?? '') : [],
  };
}

function monitorsIn(file: string): Monitored[] {
  return [...file.matchAll(/^\s*sentinel\s+monitor\s+(\S+)\s+(\S+)\s+(\d+)/gim)].map(
    ([, name = '', ip = '', port]) => ({ name, ip, port: Number(port) }),
  );
}

interface EndpointNames {
  readonly Aliases?: string[] | null;
  readonly DNSNames?: string[] | null;
}

/** The value of the first such variable of either product; empty when there is none. */
function variable(env: ReadonlyMap<string, string>, names: readonly string[]): string {
  return names.flatMap((name) => [env.get(`REDIS_${name}`), env.get(`VALKEY_${name}`)]).find(Boolean) ?? '';
}

const absolute = (path: string, folder: string) =>
  path.startsWith('/') ? path : `${folder.replace(/\/$/, '')}/${path}`;

async function textOf(engine: Engine, id: string, path: string): Promise<string | undefined> {
  return (await readFile(engine, id, path))?.toString('utf8');
}

/** A password out of a file that a variable names, as Docker's secrets are handed over. */
async function secretFile(engine: Engine, id: string, path: string): Promise<string> {
  return path === '' ? '' : ((await textOf(engine, id, path)) ?? '').trim();
}
