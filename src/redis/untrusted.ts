import { reasonOf } from '../model/failure';

/**
 * TLS was spoken, and one side did not take the other for who it should be, or what we have to show for ourselves is of
 * no use. Another way leads to the same.
 */
export class Untrusted extends Error {
  override readonly name = 'Untrusted';
}

/**
 * How OpenSSL and BoringSSL call what the other side says when it ends TLS (RFC 8446, 6.2). With TLS 1.3 a server says
 * that it does not take a client's certificate only after the client held the handshake for done.
 */
const ALERT = /^ERR_SSL_.*(ALERT|CERTIFICATE_REQUIRED)/;

/** Whether the other side ended TLS with a reason. */
export const isAlert = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ALERT.test(String(error.code));

/** Whether what went wrong is, at the bottom of it, that one side does not trust the other. */
export function isUntrusted(error: unknown): boolean {
  if (error instanceof Untrusted || isAlert(error)) return true;
  return error instanceof Error && error.cause !== undefined && isUntrusted(error.cause);
}

/** An error's words. OpenSSL's say in their message where in its sources they arose, and in `reason` what is wrong. */
export const wordsOf = (error: unknown): string =>
  error instanceof Error && 'reason' in error ? String(error.reason) : reasonOf(error);
