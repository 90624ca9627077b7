import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { reasonOf } from '../model/failure';
import { secure } from './secure';
import { ROUTE_NAMES, type RouteName, type Target } from './target';
import { isUntrusted } from './untrusted';

/** A TCP connect that gets no answer waits a second for the kernel's retry; a fresh attempt is quicker. */
const TCP_CONNECT_MS = 1000;
const TUNNEL_MS = 5000;

/** No route led to the server; the message says what each of them met. */
export class NoRoute extends Error {
  override readonly name = 'NoRoute';
  constructor(
    readonly target: string,
    readonly tried: readonly { route: RouteName; why: string; code: string | undefined }[],
    /** What says most of why: that a server is there, and does not trust us or we it. */
    cause?: unknown,
  ) {
    super(
      tried
        .map((t) => t.why)
        .filter((w, i, all) => all.indexOf(w) === i)
        .join('; ') || 'no way to reach it',
      { cause },
    );
  }

  /** Every route met a closed port: the server is not listening, rather than out of reach. */
  get refused(): boolean {
    return (
      this.tried.length > 0 && this.tried.every((t) => t.code === 'ECONNREFUSED' || /refused/i.test(t.why))
    );
  }
}

/** Opens a TCP stream, or rejects with the cause within `timeoutMs`. */
export function dialTcp(host: string, port: number, timeoutMs = TCP_CONNECT_MS): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    const timer = setTimeout(() => {
      socket.destroy();
      reject(
        Object.assign(new Error(`no connection to ${host}:${port} within ${timeoutMs} ms`), {
          code: 'ETIMEDOUT',
        }),
      );
    }, timeoutMs);
    socket.once('connect', () => {
      clearTimeout(timer);
      socket.removeListener('error', reject);
      resolve(socket);
    });
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });
}

/** A server that took the connection and says nothing is as good as none. Over a tunnel every byte is slow. ms */
const HANDSHAKE_MS = 5000;

function dialRoute(target: Target, route: RouteName): Promise<Duplex> | undefined {
  const tcp = route === 'tunnel' ? undefined : target[route];
  if (tcp) return dialTcp(tcp.host, tcp.port);
  return route === 'tunnel' ? target.tunnel?.(AbortSignal.timeout(TUNNEL_MS)) : undefined;
}

/**
 * A stream to the server over the first route that leads there, the one that led there last time first; over TLS where
 * the server speaks it.
 * @throws NoRoute; Failure when what TLS takes cannot be had
 */
export async function dial(
  target: Target,
  preferred?: RouteName,
): Promise<{ stream: Duplex; route: RouteName }> {
  const order = [...ROUTE_NAMES].sort((a, b) => Number(b === preferred) - Number(a === preferred));
  const tried: { route: RouteName; why: string; code: string | undefined }[] = [];
  const identity = await target.tls?.();
  for (const route of order) {
    const attempt = dialRoute(target, route);
    if (!attempt) continue;
    try {
      const stream = await attempt;
      return { stream: identity ? await secure(stream, identity, HANDSHAKE_MS) : stream, route };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
      tried.push({ route, why: reasonOf(error), code });
      // Every way leads to the same server, which would be bothered once more for each.
      if (isUntrusted(error)) throw new NoRoute(target.name, tried, error);
      // Published here and closed: no other way leads to a server that does not listen.
      if (route === 'published' && code === 'ECONNREFUSED' && target.address) break;
    }
  }
  throw new NoRoute(target.name, tried);
}
