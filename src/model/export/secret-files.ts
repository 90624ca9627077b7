import { dataUserLines, sentinelUserLines } from '../acl/user-lines';
import type { UserPasswords } from '../acl/users';
import { quoted } from '../quoted';
import type { Secrets } from '../secrets';
import type { Blueprint } from './blueprint';
import type { ExportedFile } from './exported-file';

/** Stands for a password that was left out; a node refuses to start while it is there. */
export const PASSWORD_HERE = '@PASSWORD@';

const LEFT_OUT: UserPasswords = {
  admin: PASSWORD_HERE,
  app: PASSWORD_HERE,
  replication: PASSWORD_HERE,
  sentinel: PASSWORD_HERE,
};

/**
 * The configuration lines that hold passwords, in files of their own: what each kind of server appends to its
 * configuration.
 * @param secrets undefined: left out, a placeholder stands for each
 */
export function secretFiles(blueprint: Blueprint, secrets: Secrets | undefined): ExportedFile[] {
  if (!blueprint.password) return [];
  const lines = blueprint.appRights
    ? linesOfUsers(blueprint, secrets?.users ?? LEFT_OUT)
    : linesOfPassword(blueprint, secrets?.password ?? PASSWORD_HERE);
  const data = secretFile('redis', lines.data);
  return blueprint.shape === 'sentinel' ? [data, secretFile('sentinel', lines.sentinel)] : [data];
}

interface SecretLines {
  readonly data: readonly string[];
  readonly sentinel: readonly string[];
}

function linesOfPassword({ sentinel: { masterName } }: Blueprint, password: string): SecretLines {
  const value = quoted(password);
  return {
    data: [`requirepass ${value}`, `masterauth ${value}`],
    sentinel: [`sentinel auth-pass ${masterName} ${value}`],
  };
}

function linesOfUsers(blueprint: Blueprint, passwords: UserPasswords): SecretLines {
  const { shape, server, appRights: rights = 'full' } = blueprint;
  const { masterName } = blueprint.sentinel;
  const users = { shape, server, rights, passwords };
  return {
    data: dataUserLines(users),
    sentinel: [
      ...sentinelUserLines(users),
      `sentinel auth-user ${masterName} sentinel`,
      `sentinel auth-pass ${masterName} ${passwords.sentinel}`,
    ],
  };
}

const secretFile = (name: string, lines: readonly string[]): ExportedFile => ({
  path: `secrets/${name}.conf`,
  content: `${lines.join('\n')}\n`,
  mode: 0o600,
});
