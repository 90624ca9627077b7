import { execFile } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { resolveEndpoint } from '../../../src/docker/endpoint';
import { silentLog } from '../../../src/model/log';
import type { NodeSnapshot, TopologySnapshot } from '../../../src/model/snapshot';
import type { Secrets } from '../../../src/topology/found/passwords';
import { Lab } from '../../../src/topology/lab';

const run = promisify(execFile);

/** What a person makes with the docker command, and a lab that finds it; all of it is removed at the end. */
export class ByHand {
  readonly prefix = `t-found-${randomBytes(3).toString('hex')}`;
  /** What the user was asked for, as the editor would keep it. */
  readonly kept = new Map<string, string>();
  /** Names of containers that are to be ignored. */
  readonly ignore: string[] = [];
  /** What the labs wrote into their log. */
  readonly log: string[] = [];
  readonly lab: Lab;
  readonly labs: Lab[] = [];
  readonly #folders: string[] = [];
  readonly #networks: string[] = [];

  constructor() {
    this.lab = this.newLab();
  }

  /** Another window on the same engine. Finds only what was made here: others work on the engine too. */
  newLab(): Lab {
    const secrets: Secrets = {
      get: async (key) => this.kept.get(key),
      store: async (key, value) => void this.kept.set(key, value),
    };
    const lab = new Lab({
      endpoint: () => resolveEndpoint({ env: process.env, home: homedir() }),
      log: { ...silentLog, debug: (line: string) => void this.log.push(line) },
      secrets,
      discovery: () => ({ enabled: true, ignore: this.ignore }),
    });
    this.labs.push(lab);
    return lab;
  }

  name(name: string): string {
    return `${this.prefix}-${name}`;
  }

  /** Runs the docker command and gives what it printed. */
  async docker(...args: string[]): Promise<string> {
    return (await run('docker', args)).stdout.trim();
  }

  /** `docker run -d --name PREFIX-name …` */
  run(name: string, ...args: string[]): Promise<string> {
    return this.docker('run', '-d', '--name', this.name(name), '--label', `t-found=${this.prefix}`, ...args);
  }

  async network(name: string): Promise<string> {
    const network = this.name(name);
    await this.docker('network', 'create', network);
    this.#networks.push(network);
    return network;
  }

  /** `docker exec PREFIX-name redis-cli …` */
  cli(name: string, ...args: string[]): Promise<string> {
    return this.docker('exec', this.name(name), 'redis-cli', ...args);
  }

  /** Its address on the first network it is in. */
  ip(name: string): Promise<string> {
    const format = '{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';
    return this.docker('inspect', '-f', format, this.name(name));
  }

  /** A file of this machine, to be mounted. */
  async file(name: string, content: string): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 't-found-'));
    this.#folders.push(folder);
    // The server's user in the container is another than ours.
    await writeFile(join(folder, name), content);
    await chmod(join(folder, name), 0o666);
    return join(folder, name);
  }

  /** A folder of this machine, to be mounted, which every user may read. */
  async folder(files: Readonly<Record<string, string>>): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 't-found-'));
    this.#folders.push(folder);
    await chmod(folder, 0o755);
    const write = ([name, content]: [string, string]) =>
      writeFile(join(folder, name), content, { mode: 0o644 });
    await Promise.all(Object.entries(files).map(write));
    return folder;
  }

  /** Waits until a command succeeds and prints what is wanted. */
  async until(what: string, test: () => Promise<boolean>, withinMs = 15_000): Promise<void> {
    const end = Date.now() + withinMs;
    for (;;) {
      if (await test().catch(() => false)) return;
      if (Date.now() > end) throw new Error(`not within ${withinMs} ms: ${what}`);
      await new Promise((r) => setTimeout(r, 50));
    }
  }

  /** The topologies that hold a container made here. */
  topologies(lab = this.lab): TopologySnapshot[] {
    const isMine = (n: NodeSnapshot) => n.container.name.startsWith(this.prefix);
    return lab.store.topologies.filter((t) => t.nodes.some(isMine));
  }

  /** The topology that holds a container. */
  of(name: string, lab = this.lab): TopologySnapshot {
    const found = this.topologies(lab).filter((t) =>
      t.nodes.some((n) => n.container.name === this.name(name)),
    );
    const [one] = found;
    if (!one || found.length > 1) throw new Error(`${name} is in ${found.length} topologies`);
    return one;
  }

  node(name: string, lab = this.lab): NodeSnapshot {
    const node = this.of(name, lab).nodes.find((n) => n.container.name === this.name(name));
    if (!node) throw new Error(`no node ${name}`);
    return node;
  }

  /** A topology in short: each node's name with the role it answers with, or why it has none. */
  inShort({ nodes }: TopologySnapshot): string[] {
    return nodes.map(({ name, answer, container }) => {
      const state =
        answer.kind === 'data'
          ? answer.replication.role
          : answer.kind === 'unreachable'
            ? answer.reason
            : container.state === 'running'
              ? answer.kind
              : container.state;
      return `${name.replace(`${this.prefix}-`, '')} ${state}`;
    });
  }

  async dispose(): Promise<void> {
    for (const lab of this.labs) lab.dispose();
    const ids = await this.docker('ps', '-aq', '--filter', `label=t-found=${this.prefix}`);
    if (ids !== '') await this.docker('rm', '-f', '-v', ...ids.split('\n'));
    for (const network of this.#networks) await this.docker('network', 'rm', network);
    await Promise.all(this.#folders.map((folder) => rm(folder, { recursive: true })));
  }
}

/** Ports of this machine, somewhere else each time. */
export const ports = (count: number): number[] => {
  const first = randomInt(33_000, 39_000);
  return Array.from({ length: count }, (_, i) => first + i);
};
