import type { Release } from './releases';

/** The official images' entry point, for any POSIX shell. */
export function entryPoint(product: Release['product']): string {
  return `#!/bin/sh
# Options, or a configuration file, alone mean "the server with these".
case "\${1-}" in
  -*|*.conf) set -- ${product}-server "$@" ;;
esac
# A server or sentinel started as root gives root up, and owns its directory.
case "\${1-}" in
  redis-server|redis-sentinel|valkey-server|valkey-sentinel)
    if [ "$(id -u)" = 0 ]; then
      find . ! -user ${product} -exec chown ${product} '{}' + 2>/dev/null || :
      exec gosu ${product} "$0" "$@"
    fi
    [ "$(umask)" != 0022 ] || umask 0077 ;;
esac
exec "$@"
`;
}

/**
 * Debian compiles the server with protected mode on, the official images with it off. This stands before the real
 * server on the PATH and makes "no" the default: an option, or a line in the configuration file, still wins.
 */
export function serverWithoutProtectedMode(product: Release['product']): string {
  return `#!/bin/sh
real=/usr/bin/${product}-server
case "\${1-}" in
  ''|--) set -- --protected-mode no ;;
  -v|--version|-h|--help|--test-memory|--check-system|--sentinel|-) ;;
  -*) set -- --protected-mode no "$@" ;;
  *) conf=$1; shift
     grep -qiE '^[[:space:]]*(protected-mode|include)[[:space:]]' "$conf" 2>/dev/null || set -- --protected-mode no "$@"
     set -- "$conf" "$@" ;;
esac
exec $real "$@"
`;
}

/** What the official images say of themselves, as `docker import --change` takes it. */
export function imageSettings(product: Release['product']): string[] {
  return [
    'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    'ENTRYPOINT ["docker-entrypoint.sh"]',
    `CMD ["${product}-server"]`,
    'WORKDIR /data',
    'VOLUME /data',
    'EXPOSE 6379',
  ];
}
