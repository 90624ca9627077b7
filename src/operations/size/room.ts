import type { Engine } from '../../docker/engine';
import { hostAddresses, networkAddresses } from '../../docker/networks';
import { Failure } from '../../model/failure';
import type { AdditionWish, Room } from '../../model/size/addition';
import { nodesWished } from '../../model/size/new-places';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import { firstFreePort } from '../../topology/ports';

/** Where the sentinels of a topology that had none begin. */
const FIRST_SENTINEL_PORT = 26_379;

/** Ports and addresses that the engine has left for an addition. @throws Failure when there are none; Cancelled */
export async function findRoom(
  engine: Engine,
  topology: TopologySnapshot,
  wish: AdditionWish,
): Promise<Room> {
  const count = nodesWished(wish);
  const [first, addresses] = await Promise.all([
    firstPort(engine, topology, wish, count),
    freeAddresses(engine, topology, count),
  ]);
  return { addresses, ports: Array.from({ length: count }, (_, i) => first + i) };
}

/** Behind those of its own kind, so that names and ports go on as they began. */
function firstPort(
  engine: Engine,
  { nodes, shape }: TopologySnapshot,
  wish: AdditionWish,
  count: number,
): Promise<number> {
  const sentinels = wish.kind === 'sentinels';
  const kin = nodes.filter((n) => (n.intended === 'sentinel') === sentinels).map((n) => n.port);
  const from = kin.length > 0 ? Math.max(...kin) + 1 : FIRST_SENTINEL_PORT;
  // A cluster's bus port is the port + 10000.
  return firstFreePort(engine, from, count, shape === 'cluster' ? 55_535 : 65_535);
}

async function freeAddresses(
  engine: Engine,
  { name, nodes, joining = [] }: TopologySnapshot,
  count: number,
): Promise<string[]> {
  const network = nodes.find((n) => n.container.networkName)?.container.networkName;
  if (network === undefined) throw new Failure(text('{0} has no network', name));
  const { subnet, gateway, held } = await networkAddresses(engine, network);
  const address = hostAddresses(subnet, gateway);
  const taken = new Set([...held, ...[...nodes, ...joining].map((n) => n.container.ip)]);
  const found: string[] = [];
  try {
    for (let i = 0; found.length < count; i++) if (!taken.has(address(i))) found.push(address(i));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Failure(text('The network {0} has no address left', network), { why: subnet, cause: error });
  }
  return found;
}
