export const MASK = '•••';

/** Directives whose whole value is a secret. */
const SECRET = new Set([
  'requirepass',
  'masterauth',
  'primaryauth',
  'sentinel-pass',
  'tls-key-file-pass',
  'tls-client-key-file-pass',
]);
/** `sentinel <what> …`: how many words before the secret stay. */
const SENTINEL_SECRET: Readonly<Record<string, number>> = { 'auth-pass': 3, 'sentinel-pass': 2 };

/** A directive's value, or what stands for it when it is a secret. An empty secret is none, and says so. */
export function maskValue(directive: string, value: string): string {
  const bare = value.trim();
  return SECRET.has(directive.toLowerCase()) && bare !== '' && bare !== '""' ? MASK : value;
}

/** A line of a configuration file without its secrets: passwords, ACL users' passwords and hashes. */
export function maskLine(line: string): string {
  const words = line.trim().split(/\s+/);
  const [directive = '', second = ''] = words.map((word) => word.toLowerCase());
  if (SECRET.has(directive)) {
    return `${words[0]} ${maskValue(directive, words.slice(1).join(' '))}`;
  }
  if (directive === 'user') return maskUser(words);
  if (directive === 'rename-command') return [...words.slice(0, 2), MASK].join(' ');
  const kept = directive === 'sentinel' ? SENTINEL_SECRET[second] : undefined;
  return kept === undefined ? line.trim() : [...words.slice(0, kept), MASK].join(' ');
}

/** `user NAME on >password #hash …`: rules that carry a secret begin with one of > < # ! */
function maskUser(words: readonly string[]): string {
  const rules = words.slice(2);
  // A quoted rule may hold spaces: where one ends is not worth guessing.
  if (rules.some((rule) => /["']/.test(rule))) return [...words.slice(0, 2), MASK].join(' ');
  const masked = rules.map((rule) => (/^[><#!]/.test(rule) ? `${rule[0]}${MASK}` : rule));
  return [...words.slice(0, 2), ...masked].join(' ');
}

/** A command line without its secrets (`--requirepass s3cret`, `-a s3cret`). */
export function maskCommand(args: readonly string[]): string {
  let hide = false;
  const shown = args.map((arg) => {
    const word = hide ? MASK : arg.includes(' ') ? maskInside(arg) : arg;
    const option = arg.replace(/^--/, '').toLowerCase();
    hide = !hide && ((arg.startsWith('--') && SECRET.has(option)) || arg === '-a' || arg === '--pass');
    return word;
  });
  return shown.join(' ');
}

/** An argument that is a command line itself, as after `sh -c`. */
function maskInside(arg: string): string {
  return arg.replace(
    /(--(?:requirepass|masterauth|primaryauth|pass|tls-(?:client-)?key-file-pass)|\s-a)(\s+|=)("[^"]*"|'[^']*'|\S+)/gi,
    (_, option: string, gap: string) => `${option}${gap}${MASK}`,
  );
}
