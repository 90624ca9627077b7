/** Which server an image holds. */
export interface ServerVersion {
  readonly product: 'redis' | 'valkey';
  readonly major: number;
  readonly minor: number;
  readonly full: string;
}

/**
 * Reads what `redis-server --version` or `valkey-server --version` prints, such as
 * "Redis server v=8.0.2 sha=…" or "Valkey server v=9.1.2 sha=…"; undefined when it is neither.
 */
export function parseServerVersion(output: string): ServerVersion | undefined {
  const m = /\b(redis|valkey) server v=((\d+)\.(\d+)[^\s]*)/i.exec(output);
  if (!m) return undefined;
  return {
    product: m[1]?.toLowerCase() === 'valkey' ? 'valkey' : 'redis',
    full: m[2] ?? '',
    major: Number(m[3]),
    minor: Number(m[4]),
  };
}

/** Whether the server is at least that version; Valkey continues Redis 7.2's numbering from 7.2 on. */
export function atLeast(v: ServerVersion, major: number, minor: number): boolean {
  return v.major > major || (v.major === major && v.minor >= minor);
}
