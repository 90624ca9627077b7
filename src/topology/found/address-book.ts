import { type FoundServer, listensOn } from './server';

const PROJECT = 'com.docker.compose.project';
const SERVICE = 'com.docker.compose.service';

/** Which server an address leads to: an address means something only to the one who uses it. */
export class AddressBook {
  readonly #servers: readonly FoundServer[];
  readonly #host: ReadonlySet<string>;

  /** @param hostAddresses further addresses of the engine's host, where they are known */
  constructor(servers: readonly FoundServer[], hostAddresses: readonly string[]) {
    const gateways = servers.flatMap((s) => s.row.addresses.map((a) => a.gateway ?? ''));
    // Who runs has an address or a name rather than who had it once.
    this.#servers = [...servers].sort((a, b) => Number(a.asleep ?? false) - Number(b.asleep ?? false));
    this.#host = new Set([...hostAddresses, ...gateways].filter((ip) => ip !== ''));
  }

  /** The server that `from` means by an address; undefined when it is none that we know. */
  at(ip: string, port: number, from: FoundServer): FoundServer | undefined {
    if (isLoopback(ip)) return from.row.hostNetwork ? this.#onHost(port) : this.#inside(from, port);
    const direct = this.#servers.find(
      (s) => listensOn(s, port) && (hasAddress(s, ip) || isCalled(s, ip, from)),
    );
    return direct ?? (this.#host.has(ip) ? this.#onHost(port) : undefined);
  }

  #inside({ row }: FoundServer, port: number): FoundServer | undefined {
    return this.#servers.find((s) => s.row.facts.id === row.facts.id && listensOn(s, port));
  }

  #onHost(port: number): FoundServer | undefined {
    return (
      this.#servers.find((s) => s.row.hostNetwork && listensOn(s, port)) ??
      this.#servers.find((s) => s.row.ports.some((p) => p.outside === port && listensOn(s, p.inside)))
    );
  }
}

/** Whether an address means the one who uses it. */
export const isLoopback = (ip: string): boolean => /^(127\.|::1$|localhost$)/.test(ip);

/** One that does not run has only an address that was given to it. */
const hasAddress = ({ row, asleep }: FoundServer, ip: string) =>
  row.addresses.some((a) => a.ip === ip) || (asleep && row.facts.ip === ip);

/** Whether a name means a server to another: names hold within a network that both are in. */
function isCalled({ row, aliases }: FoundServer, name: string, from: FoundServer): boolean {
  if (row.hostNetwork || !row.networks.some((network) => from.row.networks.includes(network))) return false;
  const service = row.rawLabels[PROJECT] === from.row.rawLabels[PROJECT] ? row.rawLabels[SERVICE] : undefined;
  return [row.facts.name, row.facts.id.slice(0, 12), service, ...aliases].includes(name);
}
