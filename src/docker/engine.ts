import { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { inspect } from 'node:util';
import Dockerode from 'dockerode';
import { text } from '../model/text';
import type { Endpoint } from './endpoint';
import { request } from './request';
import { SshStream } from './ssh-stream';

/** What docker-modem understands beyond the published types. */
interface ModemOptions extends Dockerode.DockerOptions {
  agent?: Agent;
  pathPrefix?: string;
  /** ms. */
  connectionTimeout?: number;
}

/** A Docker engine that we talk to. Making one connects nothing yet. */
export class Engine {
  readonly id: string;
  readonly name: string;

  constructor(
    readonly endpoint: Endpoint,
    readonly docker: Dockerode,
    /** The host on which published ports are reachable from here. */
    readonly portHost: string,
    /** On this machine: its ports are this machine's, and (on Linux) its containers' addresses may be reachable. */
    readonly local: boolean,
    private readonly agent: Agent,
  ) {
    this.id = endpoint.id;
    this.name = endpoint.name;
    // docker-modem writes each request out for its debug log, whether anybody reads it or not (lib/modem.js, buildRequest):
    // with the sockets of a busy agent that took nearly all of our time when a hundred containers were made.
    Object.defineProperty(agent, inspect.custom, { value: () => 'Agent' });
  }

  /** Closes its connections, also under requests. An exec's stream belongs to whoever opened it. */
  dispose(): void {
    this.agent.destroy();
  }
}

/** An engine for the endpoint; nothing is connected before the first request. */
export function connectEngine(endpoint: Endpoint): Engine {
  const { host } = endpoint;
  const [scheme = '', address = ''] = host.split(/:\/\/(.*)/s);
  if (scheme === 'unix' || scheme === 'npipe') {
    const agent = new Agent({ keepAlive: false });
    return new Engine(
      endpoint,
      makeDocker({ socketPath: address, protocol: 'http', agent }),
      '127.0.0.1',
      true,
      agent,
    );
  }
  const url = new URL(host);
  const portHost = url.hostname.replace(/^\[|\]$/g, '');
  if (scheme === 'ssh') {
    const agent = new SshAgent(host);
    // A socket path, which our agent ignores, keeps VS Code's proxy support from putting its own agent here.
    return new Engine(
      endpoint,
      makeDocker({ socketPath: host, protocol: 'http', agent }),
      portHost,
      false,
      agent,
    );
  }
  const secure = endpoint.tls !== undefined || scheme === 'https';
  const agent = secure ? tlsAgent(endpoint) : new Agent({ keepAlive: true });
  const options: ModemOptions = {
    host: portHost,
    port: url.port || (secure ? 2376 : 2375),
    protocol: secure ? 'https' : 'http',
    pathPrefix: url.pathname || '/',
    agent,
  };
  const loopback = portHost === 'localhost' || portHost === '::1' || portHost.startsWith('127.');
  return new Engine(endpoint, makeDocker(options), portHost, loopback, agent);
}

/** What the engine says of itself. @throws Failure, Cancelled. */
export function pingEngine(
  engine: Engine,
  signal?: AbortSignal,
): Promise<{ version: string; apiVersion: string; os: string }> {
  const what = text('The Docker engine "{0}" does not answer', engine.name);
  // The published type knows no options, the program does.
  const version: (options: { abortSignal: AbortSignal }) => Promise<Dockerode.DockerVersion> =
    engine.docker.version.bind(engine.docker);
  const ask = async (
    abortSignal: AbortSignal,
  ): Promise<{ version: string; apiVersion: string; os: string }> => {
    const answer = await version({ abortSignal });
    return { version: answer.Version, apiVersion: answer.ApiVersion, os: answer.Os };
  };
  return request(engine, what, ask, { signal, timeoutMs: 10_000 });
}

/** docker-modem reads DOCKER_HOST and its companions whenever it is made, and fails on some: it must not see them. */
function makeDocker(options: ModemOptions): Dockerode {
  const saved = process.env.DOCKER_HOST;
  delete process.env.DOCKER_HOST;
  try {
    return new Dockerode(options);
  } finally {
    if (saved !== undefined) process.env.DOCKER_HOST = saved;
  }
}

function tlsAgent({ tls }: Endpoint): TlsAgent {
  const { ca, cert, key } = tls ?? {};
  return new TlsAgent({ keepAlive: true, ca, cert, key, rejectUnauthorized: tls?.skipVerify !== true });
}

/** Each connection is an ssh process; they are kept and shared by requests, as connecting costs most. */
class SshAgent extends Agent {
  constructor(private readonly host: string) {
    super({ keepAlive: true, maxFreeSockets: 4 });
  }

  override createConnection(): SshStream {
    return new SshStream(this.host);
  }
}
