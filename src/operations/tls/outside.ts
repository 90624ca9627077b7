import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Engine } from '../../docker/engine';
import type { ContainerSettings } from '../../topology/container-settings';

/** Every interface of the engine's machine. */
const EVERYWHERE = '0.0.0.0';

/**
 * Where clients outside the engine's machine find published ports, beside 127.0.0.1: certificates must be for these too,
 * or clients refuse them. Of an engine elsewhere that publishes on every interface only the one is known by which we
 * reach it.
 */
export function reachedAt(
  { local, portHost }: Pick<Engine, 'local' | 'portHost'>,
  { publishOn }: Pick<ContainerSettings, 'publishOn'>,
): string[] {
  if (publishOn !== EVERYWHERE) return [publishOn];
  if (!local) return [portHost];
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}

/** Tells names from addresses, as a certificate has them apart. IPv6, on which nothing is published, is left out. */
export function namesAndAddresses(all: readonly string[]): { names: string[]; addresses: string[] } {
  const different = [...new Set(all)];
  return {
    names: different.filter((one) => isIP(one) === 0),
    addresses: different.filter((one) => isIP(one) === 4),
  };
}
