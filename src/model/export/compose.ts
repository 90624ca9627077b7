import type { Secrets } from '../secrets';
import type { Issuer } from '../tls/issuer';
import type { Blueprint, BlueprintNode } from './blueprint';
import type { ExportedFile } from './exported-file';
import { nodeFiles } from './node-files';
import { PASSWORD_HERE, secretFiles } from './secret-files';
import { exportedCertificates, tlsFolder } from './tls-files';

/**
 * A topology as a Compose file with its configuration files: `docker compose up` makes the same once more, with data
 * of its own.
 * @param secrets undefined: they are left out, and asked for by a placeholder in `secrets/`
 * @param randomId gives 40 random hexadecimal digits at each call
 * @param issuer gives the nodes of a topology with TLS their certificates
 */
export function composeFiles(
  blueprint: Blueprint,
  secrets: Secrets | undefined,
  randomId: () => string,
  issuer: Issuer | undefined,
): ExportedFile[] {
  return [
    { path: 'compose.yaml', content: composeYaml(blueprint), mode: 0o644 },
    { path: 'start.sh', content: START, mode: 0o755 },
    ...nodeFiles(blueprint, randomId),
    ...secretFiles(blueprint, secrets),
    ...(issuer ? exportedCertificates(blueprint, issuer) : []),
  ];
}

/** What every node runs: servers rewrite their configuration, so they get a copy in a folder of their own, once. */
const START = `#!/bin/sh
# Gives the server a copy of its configuration that it may rewrite, at its first start, then becomes the server.
set -e
cd /data
if [ -d /certificates ] && [ ! -e tls ]; then
  (umask 077; mkdir tls; cp /certificates/* tls/)
fi
for file in /seed/*.conf; do
  copy=/data/\${file##*/}
  [ -e "$copy" ] && continue
  secret=/run/secrets/\${file##*/}
  if [ -e "$secret" ] && grep -q '${PASSWORD_HERE}' "$secret"; then
    echo "Replace ${PASSWORD_HERE} in secrets/\${file##*/} by a password first." >&2
    exit 1
  fi
  if [ -e "$secret" ]; then cat "$file" "$secret" > "$copy.new"; else cat "$file" > "$copy.new"; fi
  chmod 600 "$copy.new"
  mv "$copy.new" "$copy"
done
exec docker-entrypoint.sh "$@"
`;

function composeYaml(blueprint: Blueprint): string {
  const secrets = secretFiles(blueprint, undefined).map((f) => f.path);
  return [
    `# ${blueprint.name}: made by Topology Lab. Ports are published on this machine only.`,
    'services:',
    ...blueprint.nodes.flatMap((node) => service(blueprint, node)),
    '',
    'networks:',
    '  topology:',
    '    ipam:',
    '      config:',
    `        - subnet: ${blueprint.subnet}`,
    '',
    'volumes:',
    ...blueprint.nodes.map(({ name }) => `  ${name}: {}`),
    ...(secrets.length === 0
      ? []
      : ['', 'secrets:', ...secrets.flatMap((path) => [`  ${secretName(path)}:`, `    file: ./${path}`])]),
    '',
  ].join('\n');
}

function service({ password, server, tls }: Blueprint, node: BlueprintNode): string[] {
  const { name, image, port, published, address, role } = node;
  const kind = role === 'sentinel' ? 'sentinel' : 'redis';
  const program = `${server.product}-${role === 'sentinel' ? 'sentinel' : 'server'}`;
  return [
    `  ${name}:`,
    `    image: ${JSON.stringify(image)}`,
    '    entrypoint: ["sh", "/start.sh"]',
    `    command: ["${program}", "/data/${kind}.conf"]`,
    '    networks:',
    '      topology:',
    `        ipv4_address: ${address}`,
    ...(published === undefined ? [] : ['    ports:', `      - "127.0.0.1:${published}:${port}"`]),
    '    volumes:',
    `      - ${name}:/data`,
    `      - ./conf/${name}:/seed:ro`,
    '      - ./start.sh:/start.sh:ro',
    ...(tls ? [`      - ./${tlsFolder(node)}:/certificates:ro`] : []),
    ...(password ? ['    secrets:', `      - source: ${kind}`, `        target: ${kind}.conf`] : []),
  ];
}

const secretName = (path: string) => path.replace(/^secrets\/|\.conf$/g, '');
