import type { Engine } from '../docker/engine';
import { ownerOfFolder } from '../docker/folder-owner';
import { inspectImage } from '../docker/images';
import { DATA_DIR } from '../model/plan';

/**
 * The user that the official images run their server as. Their entry point gives everything in the working directory
 * to it in any case; files that are its own from the start also work in images that never were root.
 */
export const SERVER_UID = 999;
export const SERVER_GID = 999;

/** As whom a node's container runs, and what it keeps of root's powers. */
export interface ServerUser {
  /** Undefined: as whom the image says. */
  readonly user?: string;
  readonly capabilities: readonly string[];
}

/** What an entry point needs that begins as root, takes the folder for its server and gives root up. */
const TO_GIVE_ROOT_UP = ['CHOWN', 'DAC_OVERRIDE', 'SETGID', 'SETPCAP', 'SETUID'];

/** By image id: what an image holds never changes. */
const known = new Map<string, ServerUser>();

/**
 * As whom the servers of an image are run. Where the image's working directory is that of the official images, as their
 * server's user from the start, without any power of root's; else as the image would, with what that takes.
 * @throws Failure, Cancelled
 */
export async function serverUserOf(engine: Engine, image: string, signal: AbortSignal): Promise<ServerUser> {
  const facts = await inspectImage(engine, image, signal);
  const remembered = known.get(facts.id);
  if (remembered) return remembered;
  const found = facts.user === '' ? await fromFolder(engine, image, signal) : { capabilities: [] };
  known.set(facts.id, found);
  return found;
}

async function fromFolder(engine: Engine, image: string, signal: AbortSignal): Promise<ServerUser> {
  const labels = { 'redis-topology-lab.probe': 'user' };
  const owner = await ownerOfFolder(engine, image, DATA_DIR, labels, signal);
  return owner?.uid === SERVER_UID
    ? { user: `${owner.uid}:${owner.gid}`, capabilities: [] }
    : { capabilities: TO_GIVE_ROOT_UP };
}
