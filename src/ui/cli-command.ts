import { DATA_DIR } from '../model/plan';
import type { NodeSnapshot } from '../model/snapshot';

/**
 * Runs in the node's own container. The password goes from the node's configuration file, which only the server and
 * root can read, into the client's environment; it is on no command line and never leaves the container.
 */
const SCRIPT = String.raw`
unquote='/^"/{s/^"\(.*\)"$/\1/;s/\\\(.\)/\1/g;}'
export REDISCLI_AUTH="$(sed -n 's/^requirepass //p' "$2" 2>/dev/null | tail -n 1 | sed "$unquote")"
[ -n "$REDISCLI_AUTH" ] || unset REDISCLI_AUTH
for cli in redis-cli valkey-cli; do
  if command -v "$cli" >/dev/null; then port="$1"; shift 2; exec "$cli" -p "$port" "$@"; fi
done
echo "There is neither redis-cli nor valkey-cli in this image."
exit 127
`;

/** The command that opens a node's own client on its own port; in a cluster it follows redirections. */
export function cliCommand({ port, intended }: NodeSnapshot, cluster: boolean): string[] {
  const file = intended === 'sentinel' ? 'sentinel.conf' : 'redis.conf';
  return ['sh', '-c', SCRIPT, 'redis-cli', String(port), `${DATA_DIR}/${file}`, ...(cluster ? ['-c'] : [])];
}
