import type { ContainerFacts } from './snapshot';

/** Where a node's published port is found. */
export interface Published {
  /** Name or address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** Both as one word. */
  readonly address: string;
  /** The machine from which alone the address leads there; undefined: from here too. */
  readonly onlyOn: string | undefined;
}

/**
 * Where a container's port is published, as seen from here; undefined when it is not.
 * @param engine the engine's id: where it listens
 */
export function publishedAt(
  engine: string,
  { publishedPort, publishedOn = '' }: Pick<ContainerFacts, 'publishedPort' | 'publishedOn'>,
): Published | undefined {
  if (publishedPort === undefined) return undefined;
  const machine = machineOf(engine);
  const anyAddress = ['', '0.0.0.0', '::'].includes(publishedOn);
  const loopback = anyAddress ? machine === undefined : isLoopback(publishedOn);
  const host = loopback ? '127.0.0.1' : anyAddress ? (machine ?? '') : publishedOn;
  return {
    host: host.replace(/^\[|\]$/g, ''),
    port: publishedPort,
    address: `${host}:${publishedPort}`,
    onlyOn: loopback ? machine : undefined,
  };
}

/** The host of an engine on another machine; undefined for one on this. */
export function machineOf(engine: string): string | undefined {
  const host = /^(?:tcp|https?|ssh):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/]+)/.exec(engine)?.[1];
  return host === undefined || host === 'localhost' || isLoopback(host) ? undefined : host;
}

/** Whether an address is a machine's own, and nobody else's. */
export const isLoopback = (host: string): boolean => host.startsWith('127.') || /^\[?::1\]?$/.test(host);
