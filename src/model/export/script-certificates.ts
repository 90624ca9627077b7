import { text } from '../text';
import { CA_CERTIFICATE } from '../tls/tls-files';
import type { Blueprint, BlueprintNode } from './blueprint';
import type { Note } from './script-logins';

/** Of a redis-cli in a node's container; with a space behind it where there is any. */
export const tlsOptions = ({ tls }: Pick<Blueprint, 'tls'>): string =>
  tls ? `--tls --cacert /data/${CA_CERTIFICATE} ` : '';

const folderOf = (blueprint: Blueprint) => `${blueprint.name}-tls`;
const NEW_KEY = 'openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes';

/** Makes an authority and, from it, a certificate for each node, with openssl. */
export function makeCertificates(blueprint: Blueprint, note: Note): string[] {
  if (!blueprint.tls) return [];
  const folder = folderOf(blueprint);
  return [
    '',
    note(text('An authority that only this topology’s clients trust; they need its ca.crt.')),
    'umask 077',
    `mkdir ${folder}`,
    `${NEW_KEY} -x509 -days 3650 -subj '/CN=${blueprint.name} CA' -keyout ${folder}/ca.key -out ${folder}/ca.crt`,
    note(text('A certificate for each node: a server to its clients, and a client to the other nodes.')),
    ...blueprint.nodes.flatMap((node) => certificateFor(folder, node)),
  ];
}

function certificateFor(folder: string, { name, address }: BlueprintNode): string[] {
  const own = `${folder}/${name}`;
  const says = `subjectAltName=DNS:${name},DNS:localhost,IP:${address},IP:127.0.0.1\\nextendedKeyUsage=serverAuth,clientAuth\\n`;
  return [
    `mkdir ${own} && cp ${folder}/ca.crt ${own}/`,
    `printf '${says}' > ${folder}/says`,
    `${NEW_KEY} -subj '/CN=${name}' -keyout ${own}/node.key -out ${folder}/request`,
    `openssl x509 -req -days 3650 -in ${folder}/request -CA ${folder}/ca.crt -CAkey ${folder}/ca.key -CAcreateserial -extfile ${folder}/says -out ${own}/node.crt`,
  ];
}

/** Puts a node's certificates into its volume; the image's entry point gives them to the server's user. */
export const putCertificates = (blueprint: Blueprint, { name }: BlueprintNode): string[] =>
  blueprint.tls ? [`docker cp ${folderOf(blueprint)}/${name} ${name}:/data/tls`] : [];
