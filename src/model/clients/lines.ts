import type { Address } from './way-in';

/** `host:port`; an IPv6 address stands in brackets. */
export const hostPort = ({ host, port }: Address): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;

/** Lines with an indentation, what is not there left out. */
export const indented = (spaces: number, lines: readonly (string | undefined | false)[]): string[] =>
  lines.filter((line): line is string => typeof line === 'string').map((line) => ' '.repeat(spaces) + line);

export const joined = (...lines: readonly (string | undefined | false)[]): string =>
  `${lines.filter((line): line is string => typeof line === 'string').join('\n')}\n`;
