import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firewallThatWorks } from '../dockerd';
import { tryRun } from '../run';
import { answersAt } from './docker-at';
import { endProcessesOf } from './end-processes';
import { programOf } from './program';
import { removeFolder } from './remove-folder';
import { type Service, startService } from './service';

/** A process without CAP_SYS_RESOURCE, as root in a container often is, may not raise limits as Podman would. */
const SETTINGS = `[containers]
default_ulimits = ["nofile=1024:1024", "nproc=1024:1024"]
`;

/** Podman's service, which speaks Docker's language, on a socket and with a storage of its own. */
export class Podman {
  readonly #folder: string;
  readonly #program: string;
  #path = process.env.PATH;
  #service: Service | undefined;

  private constructor(folder: string, program: string) {
    this.#folder = folder;
    this.#program = program;
  }

  static async make(): Promise<Podman> {
    const program = await programOf('podman', ['podman', 'netavark', 'aardvark-dns']);
    const made = new Podman(mkdtempSync(join(tmpdir(), 'podman-')), program);
    writeFileSync(made.#file('containers.conf'), SETTINGS);
    const { path } = await firewallThatWorks(made.#folder, (line) => console.log(line));
    made.#path = path;
    await made.start();
    return made;
  }

  get host(): string {
    return `unix://${this.#file('podman.sock')}`;
  }

  async start(): Promise<void> {
    const args = [...this.#places, 'system', 'service', '--time=0', this.host];
    this.#service = await startService(this.#program, args, {
      log: this.#file('log'),
      serves: () => answersAt(this.host),
      env: this.#env,
    });
  }

  /** Ends the service; containers go on, as Podman has no daemon that they would end with. */
  async stop(): Promise<void> {
    await this.#service?.stop();
    this.#service = undefined;
  }

  async dispose(): Promise<void> {
    await this.stop();
    const remove = [...this.#places, 'rm', '--all', '--force', '--time=0'];
    await tryRun(this.#program, remove, { timeoutMs: 30_000, env: { ...process.env, ...this.#env } });
    // Who held an exec's streams stays when the client goes without the program having ended.
    endProcessesOf(this.#folder);
    await removeFolder(this.#folder);
  }

  get #places(): string[] {
    const networks = ['--network-config-dir', this.#file('networks')];
    return ['--root', this.#file('root'), '--runroot', this.#file('run'), ...networks];
  }

  get #env(): NodeJS.ProcessEnv {
    return { CONTAINERS_CONF: this.#file('containers.conf'), PATH: this.#path };
  }

  #file(name: string): string {
    return join(this.#folder, name);
  }
}
