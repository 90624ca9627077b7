import { dataUserLines, sentinelUserLines } from '../acl/user-lines';
import { type Text, text } from '../text';
import type { Blueprint, BlueprintNode } from './blueprint';
import { tlsOptions } from './script-certificates';

/** Makes a comment of the script. */
export type Note = (comment: Text) => string;

/** The script's first lines: the password, as the client and as configuration files want it. */
export function passwordFromEnvironment({ appRights }: Blueprint, note: Note): string[] {
  return [
    note(text('The password comes from the environment, so that it stands in no file.')),
    `: "\${REDIS_PASSWORD:?}"`,
    'export REDISCLI_AUTH="$REDIS_PASSWORD"',
    ...(appRights
      ? [
          note(text('All users get this one. Change it later with ACL SETUSER and CONFIG REWRITE.')),
          'case "$REDIS_PASSWORD" in *[!A-Za-z0-9]*) echo "Letters and digits only" >&2; exit 1 ;; esac',
        ]
      : []),
    `IN_CONF=$(printf '%s' "$REDIS_PASSWORD" | sed 's/[\\\\"]/\\\\&/g')`,
  ];
}

/** A command of redis-cli in a node's container. Without users sentinels have no password. */
export function cli(
  { name, port, role }: BlueprintNode,
  command: string,
  { appRights, tls }: Blueprint,
): string {
  const auth = role === 'sentinel' && !appRights ? '' : '-e REDISCLI_AUTH ';
  return `docker exec ${auth}${name} redis-cli ${tlsOptions({ tls })}${appRights ? '--user admin ' : ''}-p ${port} ${command}`;
}

/** The lines of a node's configuration that hold the password; the shell puts it in. */
export function loginLines(
  { password, appRights, shape, server }: Blueprint,
  { role }: BlueprintNode,
): string[] {
  if (!appRights)
    return password && role !== 'sentinel' ? ['requirepass "$IN_CONF"', 'masterauth "$IN_CONF"'] : [];
  const its = '$IN_CONF';
  const passwords = { admin: its, app: its, replication: its, sentinel: its };
  const users = { shape, server, rights: appRights, passwords };
  return role === 'sentinel' ? sentinelUserLines(users) : dataUserLines(users);
}

/** Tells a sentinel how to log in. The password goes in by the standard input, so that it is on no command line. */
export function sentinelLogin(
  { appRights, tls, sentinel: { masterName } }: Blueprint,
  { name, port }: BlueprintNode,
): string {
  const set = `${tlsOptions({ tls })}-p ${port} -x SENTINEL SET ${masterName}`;
  return appRights
    ? `docker exec -e REDISCLI_AUTH ${name} sh -c 'printf "%s" "$REDISCLI_AUTH" | redis-cli --user admin ${set} auth-user sentinel auth-pass'`
    : `docker exec -e REDISCLI_AUTH ${name} sh -c 'P="$REDISCLI_AUTH"; unset REDISCLI_AUTH; printf "%s" "$P" | redis-cli ${set} auth-pass'`;
}
