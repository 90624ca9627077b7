const MOST = 80;

/** A key as text that a person can read: bytes that are no text are escaped, a long key is cut. */
export function printableKey(key: Buffer): string {
  const escaped = JSON.stringify(key.toString('utf8')).slice(1, -1);
  return escaped.length > MOST ? `${escaped.slice(0, MOST)}…` : escaped;
}
