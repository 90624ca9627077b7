import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure, reasonOf } from '../../model/failure';
import { text } from '../../model/text';
import type { Lab } from '../../topology/lab';

/**
 * A file with the certificate of a topology's authority, for programs that are given its name. Nothing in it is secret.
 * @returns undefined when the topology has no TLS
 * @throws Failure
 */
export async function trustedFile(lab: Lab, topologyId: string, folder: string): Promise<string | undefined> {
  const certificate = await lab.credentials.authorityOf(topologyId);
  if (certificate === undefined) return undefined;
  const file = join(folder, `${topologyId}.crt`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(file, certificate, { mode: 0o600 });
  } catch (error) {
    throw new Failure(text('{0} could not be written', file), { why: reasonOf(error), remedies: ['retry'] });
  }
  return file;
}
