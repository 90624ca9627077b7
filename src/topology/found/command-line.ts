import { quoted } from '../../model/quoted';

/** What the words that start a server say of it. */
export interface CommandLine {
  /** Whether they start a Redis or Valkey server. */
  readonly isServer: boolean;
  /** Whether they may start several: they name more than one, or start them behind each other's back or in a loop. */
  readonly several: boolean;
  readonly sentinel: boolean;
  /** The configuration file, as it stands there: it may be relative to the working directory. */
  readonly configFile: string | undefined;
  /** The options, as a configuration file would have them. */
  readonly options: string;
}

const PROGRAM = /(?:^|\/)(?:redis|valkey|keydb)-(server|sentinel)$/;
/** How a shell is told to do something again, or to go on meanwhile. */
const REPEATS = /(^|[^&])&([^&]|$)|\bdo\b|--daemonize\s+yes/;

/**
 * Reads a container's command: `redis-server [FILE] [--option value …]`, with whatever stands before it, also inside
 * one argument of a shell (`sh -c "…"`), with the container's variables put in.
 */
export function readCommandLine(
  command: readonly string[],
  env: ReadonlyMap<string, string> = new Map(),
): CommandLine {
  const isScript = (word: string) => /\s/.test(word) && /(redis|valkey|keydb)-/.test(word);
  const flat = command.flatMap((word) => (isScript(word) ? words(word) : word));
  const at = flat.findIndex((word) => PROGRAM.test(word));
  const args = (at < 0 ? [] : flat.slice(at + 1)).map((word) => withVariables(word, env));
  const end = args.findIndex((word) => /^(;|&&|\|\||\||&)$/.test(word));
  const own = end < 0 ? args : args.slice(0, end);
  const [first] = own;
  return {
    isServer: at >= 0,
    several:
      flat.filter((word) => PROGRAM.test(word)).length > 1 ||
      command.some((word) => isScript(word) && REPEATS.test(word)),
    sentinel: PROGRAM.exec(flat[at] ?? '')?.[1] === 'sentinel' || own.includes('--sentinel'),
    configFile: first === undefined || first.startsWith('-') ? undefined : first,
    options: optionLines(own),
  };
}

/** `--name value value` as the line `name value value`: what begins with two dashes begins a line, as with the server. */
function optionLines(args: readonly string[]): string {
  const lines: string[] = [];
  for (const word of args) {
    if (word.startsWith('--')) lines.push(word.slice(2));
    else if (lines.length > 0) lines.push(`${lines.pop()} ${quoted(word)}`);
  }
  return lines.join('\n');
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
