/** What the words that start a server say of it. */
export interface CommandLine {
  /** Whether they start a Redis or Valkey server. */
  readonly isServer: boolean;
  readonly sentinel: boolean;
  readonly port: number | undefined;
  readonly password: string | undefined;
  /** The configuration file, as it stands there: it may be relative to the working directory. */
  readonly configFile: string | undefined;
}

const PROGRAM = /(?:^|\/)(?:redis|valkey|keydb)-(server|sentinel)$/;

/**
 * Reads a container's command: `redis-server [FILE] [--option value …]`, with whatever stands before it, also inside
 * one argument of a shell (`sh -c "…"`), with the container's variables put in.
 */
export function readCommandLine(
  command: readonly string[],
  env: ReadonlyMap<string, string> = new Map(),
): CommandLine {
  const flat = command.flatMap((word) =>
    /\s/.test(word) && /(redis|valkey|keydb)-/.test(word) ? words(word) : word,
  );
  const at = flat.findIndex((word) => PROGRAM.test(word));
  const args = (at < 0 ? [] : flat.slice(at + 1)).map((word) => withVariables(word, env));
  const end = args.findIndex((word) => /^(;|&&|\|\||\||&)$/.test(word));
  const own = end < 0 ? args : args.slice(0, end);
  const [first] = own;
  return {
    isServer: at >= 0,
    sentinel: PROGRAM.exec(flat[at] ?? '')?.[1] === 'sentinel' || own.includes('--sentinel'),
    port: portIn(option(own, 'port')),
    password: option(own, 'requirepass') || undefined,
    configFile: first === undefined || first.startsWith('-') ? undefined : first,
  };
}

/** A port's number; undefined for everything else, 0 too, which closes the port. */
export function portIn(value: string | undefined): number | undefined {
  const port = Number(value);
  return value !== undefined && /^\d{1,5}$/.test(value) && port > 0 && port < 65_536 ? port : undefined;
}

/** An option's value: the last one counts, as with the server. */
function option(args: readonly string[], name: string): string | undefined {
  const at = args.lastIndexOf(`--${name}`);
  return at < 0 ? undefined : args[at + 1];
}

/** Words as a shell would part them, as far as quotes go. */
function words(line: string): string[] {
  return [...line.matchAll(/"([^"]*)"|'([^']*)'|([^\s"';&|]+)|([;&|]+)/g)].map(
    (m) => m[1] ?? m[2] ?? m[3] ?? m[4] ?? '',
  );
}

function withVariables(word: string, env: ReadonlyMap<string, string>): string {
  return word.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced, bare) => env.get(braced ?? bare) ?? whole);
}
