import type { Duplex } from 'node:stream';
import { connect } from 'node:tls';
import { reasonOf } from '../model/failure';

/** What a server must show that is spoken to over TLS. */
export interface Identity {
  /** Certificate of the authority that it is from, in PEM. */
  readonly authority: string;
  /** A name that its certificate is for, whichever way it is reached. */
  readonly name: string;
}

/**
 * TLS over a stream that is open already. What breaks the stream later breaks what is returned, with the same cause.
 * @param withinMs how long the handshake may take, ms
 * @throws Error saying why the server is not the one it should be, or did not answer
 */
export function secure(stream: Duplex, { authority, name }: Identity, withinMs: number): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const secured = connect({ socket: stream, ca: authority, servername: name, minVersion: 'TLSv1.2' });
    // A tunnel tells on its own stream that nothing listens at its other end; TLS only sees that it ended.
    let cause: Error | undefined;
    stream.on('error', (error) => {
      cause ??= error;
      secured.destroy(error);
    });
    const fail = (error: unknown) => {
      clearTimeout(timer);
      reject(cause ?? new Error(`TLS: ${wordsOf(error)}`, { cause: error }));
      secured.destroy();
      stream.destroy();
    };
    const timer = setTimeout(() => fail(new Error(`no handshake within ${withinMs} ms`)), withinMs);
    // Stays: closing one end of what broke may break the other once more, and an unheard error ends the process.
    secured.on('error', fail);
    secured.once('secureConnect', () => {
      clearTimeout(timer);
      resolve(secured);
    });
  });
}

/** OpenSSL's own errors say in their message where in its sources they arose, and in `reason` what is wrong. */
const wordsOf = (error: unknown) =>
  error instanceof Error && 'reason' in error ? String(error.reason) : reasonOf(error);
