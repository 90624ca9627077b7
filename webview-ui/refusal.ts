const LONGEST = 60;

/** Why a message from the extension is refused, for its log: in short, without what the message holds. */
export function whyRefused(raw: unknown): string {
  const kind = typeof raw === 'object' && raw !== null && 'kind' in raw ? raw.kind : undefined;
  // Anything may stand there: making a string of it could throw.
  if (typeof kind !== 'string') return `${typeof raw} without a kind`;
  return `unknown or malformed "${kind.slice(0, LONGEST)}"`;
}

/** Why a message that was of the right form could not be taken all the same. */
export function whyBroken(kind: string, error: unknown): string {
  return `"${kind}" could not be taken: ${error instanceof Error ? error.message : String(error)}`;
}
