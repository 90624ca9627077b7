import type { Duplex } from 'node:stream';
import { connect, createSecureContext, type SecureContext } from 'node:tls';
import { isAlert, Untrusted, wordsOf } from './untrusted';

/** How a server that is spoken to over TLS is known, and how it knows us. In memory only. */
export interface Identity {
  /** Certificate of the authority that its own is from, in PEM. */
  readonly authority: string;
  /** A name that its certificate is for, whichever way it is reached; undefined: whoever the authority vouches for will do. */
  readonly name?: string;
  /** What it wants to see of us; undefined: nothing is shown. */
  readonly own?: OwnCertificate | undefined;
}

/** A client's certificate with its private key, both in PEM. */
export interface OwnCertificate {
  readonly certificate: string;
  readonly key: string;
  /** What the key is encrypted with. */
  readonly passphrase?: string | undefined;
}

/**
 * TLS over a stream that is open already. What breaks the stream later breaks what is returned, with the same cause.
 * @param withinMs how long the handshake may take, ms
 * @throws Untrusted when it is not the server it should be, or does not take us; Error when it did not answer
 */
export function secure(stream: Duplex, identity: Identity, withinMs: number): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    const { name } = identity;
    const secured = connect({
      socket: stream,
      secureContext: contextFor(identity, stream),
      ...(name === undefined ? { checkServerIdentity: () => undefined } : { servername: name }),
    });
    // A tunnel tells on its own stream that nothing listens at its other end; TLS only sees that it ended.
    let cause: Error | undefined;
    stream.on('error', (error) => {
      cause ??= error;
      secured.destroy(error);
    });
    const fail = (error: unknown) => {
      clearTimeout(timer);
      const Kind = secured.authorizationError || isAlert(error) ? Untrusted : Error;
      reject(cause ?? new Kind(`TLS: ${wordsOf(error)}`, { cause: error }));
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

/** @throws Untrusted when a certificate or key cannot be read; the stream is closed then */
function contextFor({ authority, own }: Identity, stream: Duplex): SecureContext {
  try {
    return createSecureContext({
      ca: authority,
      minVersion: 'TLSv1.2',
      ...(own && { cert: own.certificate, key: own.key }),
      ...(own?.passphrase !== undefined && { passphrase: own.passphrase }),
    });
  } catch (error) {
    stream.destroy();
    throw new Untrusted(`TLS: ${wordsOf(error)}`, { cause: error });
  }
}
