import { USERS_FILE } from '../model/acl/users-file';
import { DATA_DIR } from '../model/plan';
import type { Login } from '../model/secrets';
import type { NodeSnapshot } from '../model/snapshot';
import { CA_CERTIFICATE } from '../model/tls/tls-files';
import type { TlsFiles } from '../topology/found/tls-told';

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
const ASKING = String.raw`
stty -echo || exit 1
printf '\006password\006'
IFS= read -r REDISCLI_AUTH
export REDISCLI_AUTH
stty echo
`;

const FOUND_SCRIPT = `
for cli in redis-cli valkey-cli; do
  if command -v "$cli" >/dev/null; then exec "$cli" "$@"; fi
done
echo "There is neither redis-cli nor valkey-cli in this image."
exit 127
`;

/** The way into a server that somebody else made. */
export interface Entrance {
  /** Undefined: it asks for no password. */
  readonly login: Login | undefined;
  /** Undefined: without TLS. */
  readonly tls: TlsFiles | undefined;
}

/**
 * The same for a server that somebody else made. Where that asks for a password the program waits for it; see
 * {@link READY_FOR_PASSWORD}. Certificates and keys are files of the container already: they stay there.
 */
export function foundCliCommand(
  { port }: NodeSnapshot,
  cluster: boolean,
  { login, tls }: Entrance,
): string[] {
  const as = login?.user === undefined ? [] : ['--user', login.user];
  const script = login ? ASKING + FOUND_SCRIPT : FOUND_SCRIPT;
  const words = ['redis-cli', '-p', String(port), ...as, ...(tls ? tlsWords(tls) : [])];
  return ['sh', '-c', script, ...words, ...(cluster ? ['-c'] : [])];
}

const tlsWords = ({ authority, own }: TlsFiles): string[] => [
  '--tls',
  ...(authority === undefined ? [] : ['--cacert', authority]),
  ...(own ? ['--cert', own.certificate, '--key', own.key] : []),
];

/** The command that opens a node's own client on its own port; in a cluster it follows redirections. */
export function cliCommand({ port, intended }: NodeSnapshot, cluster: boolean): string[] {
  const file = intended === 'sentinel' ? 'sentinel.conf' : 'redis.conf';
  return ['sh', '-c', SCRIPT, 'redis-cli', String(port), `${DATA_DIR}/${file}`, ...(cluster ? ['-c'] : [])];
}
