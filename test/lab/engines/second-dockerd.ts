import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../debian';
import { freePort } from '../free-port';
import { run, tryRun } from '../run';
import { type Certificates, makeCertificates } from './certificates';
import { answersAt, removeContainers } from './docker-at';
import { programOf } from './program';
import { removeFolder } from './remove-folder';
import { type Service, startService } from './service';

/** Its networks', which the first engine does not choose from, nor another run's second; the last its default bridge's. */
const RANGE = `10.${200 + (process.pid % 50)}`;
const SUBNETS = `${RANGE}.0.0/16`;
const BRIDGE_ADDRESS = `${RANGE}.255.1/24`;

/** A second Docker engine, on a socket of its own and with mutual TLS; it can be stopped and started again. */
export class SecondDockerd {
  readonly #folder: string;
  readonly #bridge = `lab-${process.pid}`;
  readonly #program: string;
  readonly #firewall: string | undefined;
  #service: Service | undefined;
  readonly certificates: Certificates;
  readonly socket: string;
  readonly tcp: string;

  private constructor(
    folder: string,
    program: string,
    certificates: Certificates,
    port: number,
    firewall: string | undefined,
  ) {
    this.#folder = folder;
    this.#program = program;
    this.#firewall = firewall;
    this.certificates = certificates;
    this.socket = join(folder, 'docker.sock');
    this.tcp = `tcp://127.0.0.1:${port}`;
  }

  static async make(): Promise<SecondDockerd> {
    const program = await programOf('dockerd', ['docker.io']);
    const folder = mkdtempSync(join(tmpdir(), 'second-dockerd-'));
    const certificates = await makeCertificates(folder);
    const firewall = await firewallOfTheFirst();
    const made = new SecondDockerd(folder, program, certificates, await freePort(), firewall);
    if (firewall) await tryRun(firewall, ['-w', '-I', ...ALLOW], { timeoutMs: 10_000 });
    await made.#makeBridge();
    await made.start();
    return made;
  }

  get host(): string {
    return `unix://${this.socket}`;
  }

  async start(): Promise<void> {
    const { folder, serverCert, serverKey } = this.certificates;
    const file = (name: string) => join(this.#folder, name);
    mkdirSync(file('data'), { recursive: true });
    // Two engines would flush each other's firewall rules, and use one docker0: this one has a bridge of its own and no
    // rules, as the first one's leave it alone. "--bridge=none" would remove docker0, the first engine's, and so would
    // a second start with an address pool but without "--live-restore" (daemon_unix.go, removeDefaultBridgeInterface).
    const apart = [`--bridge=${this.#bridge}`, '--iptables=false', '--ip6tables=false', '--live-restore'];
    const places = ['--data-root', file('data'), '--exec-root', file('exec'), '--pidfile', file('pid')];
    const tls = ['--tlsverify', `--tlscacert=${join(folder, 'ca.pem')}`];
    const listen = ['-H', this.host, '-H', this.tcp, `--tlscert=${serverCert}`, `--tlskey=${serverKey}`];
    const pool = [`--default-address-pool=base=${SUBNETS},size=24`];
    this.#service = await startService(this.#program, [...apart, ...places, ...tls, ...listen, ...pool], {
      log: file('log'),
      serves: () => answersAt(this.host),
    });
  }

  /** Ends the engine; containers go on until it is there again. */
  async stop(): Promise<void> {
    await this.#service?.stop();
    this.#service = undefined;
  }

  async #makeBridge(): Promise<void> {
    const ip = await programOf('ip', ['iproute2']);
    const limits = { timeoutMs: 10_000 };
    await run(ip, ['link', 'add', 'name', this.#bridge, 'type', 'bridge'], limits);
    await run(ip, ['address', 'add', BRIDGE_ADDRESS, 'dev', this.#bridge], limits);
    await run(ip, ['link', 'set', this.#bridge, 'up'], limits);
  }

  async dispose(): Promise<void> {
    if (!this.#service) await this.start();
    await removeContainers(this.host);
    await this.stop();
    if (this.#firewall) await tryRun(this.#firewall, ['-w', '-D', ...ALLOW], { timeoutMs: 10_000 });
    await tryRun('ip', ['link', 'delete', this.#bridge], { timeoutMs: 10_000 });
    await removeFolder(this.#folder);
  }
}

/** The first engine drops what its own networks do not send, so that containers of the second cannot meet. */
const ALLOW = ['DOCKER-USER', '-s', SUBNETS, '-d', SUBNETS, '-j', 'ACCEPT'];

/** The iptables with which the first engine works, if it works with one. */
async function firewallOfTheFirst(): Promise<string | undefined> {
  for (const name of ['iptables', 'iptables-legacy', 'iptables-nft']) {
    const program = findProgram(name);
    const chain = program && (await tryRun(program, ['-w', '-S', 'DOCKER-USER'], { timeoutMs: 10_000 }));
    if (chain && chain.code === 0) return program;
  }
  return undefined;
}
