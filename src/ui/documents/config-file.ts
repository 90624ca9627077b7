import { knownDefaults } from './known-defaults';
import { maskLine, maskValue } from './mask';

/** A directive whose running value is not the one in the file, or not the default where the file is silent. */
export interface ConfigDifference {
  readonly directive: string;
  /** Whether the file says what is expected; otherwise it is the server's default. */
  readonly inFile: boolean;
  readonly expected: string;
  readonly running: string;
}

/** The lines of a configuration file that say something, without comments and without secrets. */
export function linesThatSay(file: string): string[] {
  return meaningful(file).map(maskLine);
}

/**
 * Directives that the running server answers otherwise than its file says, or than the default where the file is
 * silent and the default is known: changed with CONFIG SET since. Directives that may stand several times, or of
 * which the server answers more than the file says, are not compared.
 */
export function changedSince(file: string, running: ReadonlyMap<string, string>): ConfigDifference[] {
  const inFile = new Map<string, string | undefined>();
  for (const line of meaningful(file)) {
    const [, directive = '', value = ''] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
    const name = directive.toLowerCase();
    inFile.set(name, inFile.has(name) || SEVERAL.has(name) ? undefined : value);
  }
  return [...new Map([...knownDefaults, ...inFile])].flatMap(([directive, value]) => {
    const answer = running.get(directive);
    if (value === undefined || answer === undefined || normal(value) === normal(answer)) return [];
    return [
      {
        directive,
        inFile: inFile.has(directive),
        expected: maskValue(directive, value) || '""',
        running: maskValue(directive, answer) || '""',
      },
    ];
  });
}

const SEVERAL = new Set(['client-output-buffer-limit', 'user', 'rename-command', 'include', 'loadmodule']);

function meaningful(file: string): string[] {
  return file
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

const UNITS: Readonly<Record<string, number>> = {
  b: 1,
  k: 1000,
  kb: 1024,
  m: 1000 ** 2,
  mb: 1024 ** 2,
  g: 1000 ** 3,
  gb: 1024 ** 3,
};

/** A value as the server would answer it: without quotes, memory in bytes. */
function normal(value: string): string {
  const bare = value.trim().replace(/^(["'])(.*)\1$/, '$2');
  const size = /^(\d+)(b|kb?|mb?|gb?)$/i.exec(bare);
  const unit = UNITS[size?.[2]?.toLowerCase() ?? ''];
  return size && unit !== undefined
    ? String(Number(size[1]) * unit)
    : bare.replace(/\s+/g, ' ').toLowerCase();
}
