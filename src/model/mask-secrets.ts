export const MASK = '•••';

const PATTERNS: readonly RegExp[] = [
  /((?:requirepass|masterauth|primaryauth|sentinel-pass|key-file-pass|--pass|--password)["']?[\s=:]+)("[^"]*"|'[^']*'|\S+)/gi,
  /(auth-pass\s+\S+\s+)("[^"]*"|\S+)/gi,
  /(\buser\s+\S+\s[^\n]*?[><#!])([^\s'"]+)/gi,
  /(^\s*AUTH\s+)("[^"]*"|\S.*)/gm,
  /((?:REDIS|VALKEY|MASTER)\w*_PASSWORD\s*=\s*)(\S+)/gi,
  /(rediss?:\/\/[^:@/\s]*:)([^@\s]+)(?=@)/gi,
];

/** Words of servers without what may be a password in them. States such as "requirepass is set" stay. */
export function maskSecrets(words: string): string {
  return PATTERNS.reduce(
    (masked, pattern) =>
      masked.replace(pattern, (whole, before: string, secret: string) =>
        /^(is|for)$/.test(secret) ? whole : `${before}${MASK}`,
      ),
    words,
  );
}
