import { quoted } from '../server-config';
import type { Blueprint } from './blueprint';
import type { ExportedFile } from './exported-file';

/** Stands for a password that was left out; a node refuses to start while it is there. */
export const PASSWORD_HERE = '@PASSWORD@';

/**
 * The configuration lines that hold the password, in files of their own: what each kind of server appends to its
 * configuration.
 * @param password undefined: left out, a placeholder stands for it
 */
export function secretFiles(blueprint: Blueprint, password: string | undefined): ExportedFile[] {
  if (!blueprint.password) return [];
  const value = password === undefined ? `"${PASSWORD_HERE}"` : quoted(password);
  const secret = (name: string, lines: readonly string[]) => ({
    path: `secrets/${name}.conf`,
    content: `${lines.join('\n')}\n`,
    mode: 0o600,
  });
  const data = secret('redis', [`requirepass ${value}`, `masterauth ${value}`]);
  if (blueprint.shape !== 'sentinel') return [data];
  return [data, secret('sentinel', [`sentinel auth-pass ${blueprint.sentinel.masterName} ${value}`])];
}
