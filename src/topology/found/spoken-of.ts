import type { NodeSnapshot, TopologySnapshot } from '../../model/snapshot';
import { isLoopback } from './address-book';
import type { ContainerCase } from './container-case';

/**
 * Passes on to containers what servers say of ports of theirs on which nobody was looked for: another server may be
 * there. Gives to how many containers something new was told.
 */
export function spokenOf(topologies: readonly TopologySnapshot[], cases: Iterable<ContainerCase>): number {
  const spoken = topologies.flatMap(({ nodes }) =>
    nodes
      .filter(({ container }) => container.state === 'absent')
      .map((stranger) => ({ stranger, homes: new Set(nodes.map(({ container }) => container.id)) })),
  );
  let told = 0;
  for (const one of spoken.length > 0 ? cases : []) {
    if (!one.runs || one.servers.size === 0) continue;
    const here = spoken.filter(({ stranger, homes }) => isIn(one, stranger, homes));
    const news = here.filter(({ stranger }) => one.hear(stranger.port));
    if (news.length > 0) told++;
  }
  return told;
}

/** Whether an address leads into a container: its own, or the loopback that one of its servers may have spoken of. */
function isIn({ row }: ContainerCase, { container }: NodeSnapshot, homes: ReadonlySet<string>): boolean {
  const ip = container.ip ?? '';
  return isLoopback(ip) ? homes.has(row.facts.id) : row.addresses.some((address) => address.ip === ip);
}
