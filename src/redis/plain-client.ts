import type { Duplex } from 'node:stream';
import type { Redis, RedisOptions } from 'ioredis';

/**
 * An ioredis client on a stream that is open already, not yet connected: it retries, queues, redirects and asks
 * nothing by itself. Who watches servers must not be shielded from them.
 * @param connectMs how long it may take until the stream is usable, ms
 * @param commandMs how long any command may take, ms; without it the caller sees to that
 */
export async function plainClient(stream: Duplex, connectMs: number, commandMs?: number): Promise<Redis> {
  // Loaded when first needed: it costs 10 ms that an activation has no use for.
  const { Redis } = await import('ioredis');
  return new Redis({
    Connector: connectorFor(stream),
    lazyConnect: true,
    enableReadyCheck: false,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    autoResubscribe: false,
    protocol: 2,
    connectTimeout: connectMs,
    ...(commandMs !== undefined && { commandTimeout: commandMs }),
    disableClientInfo: true,
  });
}

/** ioredis takes a stream through a connector. */
function connectorFor(stream: Duplex): RedisOptions['Connector'] {
  return class {
    check(): boolean {
      return true;
    }
    async connect(): Promise<never> {
      return stream as never;
    }
    disconnect(): void {
      stream.destroy();
    }
  } as never;
}
