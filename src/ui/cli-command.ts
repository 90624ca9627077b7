import { USERS_FILE } from '../model/acl/users-file';
import { DATA_DIR } from '../model/plan';
import type { Login } from '../model/secrets';
import type { NodeSnapshot } from '../model/snapshot';
import { CA_CERTIFICATE } from '../model/tls/tls-files';

/**
 * Runs in the node's own container. The password goes from the node's own files, which only the server and root can
 * read, into the client's environment; it is on no command line and never leaves the container. Where there are users
 * it is the administrator who comes in.
 */
const SCRIPT = String.raw`
user= tls=
unquote='/^"/{s/^"\(.*\)"$/\1/;s/\\\(.\)/\1/g;}'
export REDISCLI_AUTH="$(sed -n 's/^admin //p' ${DATA_DIR}/${USERS_FILE} 2>/dev/null)"
if [ -n "$REDISCLI_AUTH" ]; then user='--user admin'
else REDISCLI_AUTH="$(sed -n 's/^requirepass //p' "$2" 2>/dev/null | tail -n 1 | sed "$unquote")"; fi
[ -n "$REDISCLI_AUTH" ] || unset REDISCLI_AUTH
[ ! -e ${DATA_DIR}/${CA_CERTIFICATE} ] || tls='--tls --cacert ${DATA_DIR}/${CA_CERTIFICATE}'
for cli in redis-cli valkey-cli; do
  if command -v "$cli" >/dev/null; then port="$1"; shift 2; exec "$cli" $user $tls -p "$port" "$@"; fi
done
echo "There is neither redis-cli nor valkey-cli in this image."
exit 127
`;

/** What a program that waits for a password says before it does; nothing that is typed is echoed by then. */
export const READY_FOR_PASSWORD = '\u0006password\u0006';

/** The password is handed over by the terminal, as if it was typed: so it is in nothing that the engine shows of the program. */
const ASKING_SCRIPT = String.raw`
stty -echo || exit 1
printf '\006password\006'
IFS= read -r REDISCLI_AUTH
export REDISCLI_AUTH
stty echo
for cli in redis-cli valkey-cli; do
  if command -v "$cli" >/dev/null; then exec "$cli" "$@"; fi
done
echo "There is neither redis-cli nor valkey-cli in this image."
exit 127
`;

/** The same for a server that somebody else made, whose password the program then waits for; see {@link READY_FOR_PASSWORD}. */
export function askingCliCommand(
  { port }: NodeSnapshot,
  cluster: boolean,
  { user }: Pick<Login, 'user'>,
): string[] {
  const as = user === undefined ? [] : ['--user', user];
  return ['sh', '-c', ASKING_SCRIPT, 'redis-cli', '-p', String(port), ...as, ...(cluster ? ['-c'] : [])];
}

/** The command that opens a node's own client on its own port; in a cluster it follows redirections. */
export function cliCommand({ port, intended }: NodeSnapshot, cluster: boolean): string[] {
  const file = intended === 'sentinel' ? 'sentinel.conf' : 'redis.conf';
  return ['sh', '-c', SCRIPT, 'redis-cli', String(port), `${DATA_DIR}/${file}`, ...(cluster ? ['-c'] : [])];
}
