import { randomInt } from 'node:crypto';
import type { Engine } from '../../docker/engine';
import { putFiles } from '../../docker/files';
import { holdContainer } from '../../docker/held-container';
import { Failure, reasonOf } from '../../model/failure';
import { parseInfo, serverFacts } from '../../model/parse/info';
import { randomPassword } from '../../model/random-password';
import { SAVED_DIR, type SavedShard, shardFolder } from '../../model/saved-data/saved-data';
import { text } from '../../model/text';
import { NodeConnection } from '../../redis/connection';
import { targetOf } from '../../topology/targets';
import { serverVersionOf } from '../server-version';
import { NotYet, until } from '../until';

const PORT = 6379;
const CONFIG = 'saved-data.conf';
/** Some gigabytes. ms */
const LOADED_MS = 600_000;
/** More than the servers have that are in use: a database without keys costs next to nothing. */
const DATABASES = 1024;

/** A server that has loaded a file of saved data, for reading from. It ends with us. */
export interface LoadedServer {
  readonly connection: NodeConnection;
  /** How many keys it has, by database. Keys whose time was up when it loaded them are not there. */
  readonly keys: ReadonlyMap<number, number>;
  /** Ends and removes it. @throws Failure */
  end(): Promise<void>;
}

/**
 * Loads a file of saved data into a server of its own, of the image that the data is to go to: so whether that version
 * can read the file is known before anything is changed. The server writes nothing; its password is a new one.
 * @throws Failure, in the server's words where it cannot load the file; Cancelled. Nothing is left then
 */
export async function loadShard(
  engine: Engine,
  image: string,
  volume: string,
  shard: SavedShard,
  index: number,
  signal: AbortSignal,
): Promise<LoadedServer> {
  const { product } = await serverVersionOf(engine, image, signal);
  const password = randomPassword(randomInt);
  const lines = [
    `port ${PORT}`,
    `requirepass ${password}`,
    `dir ${SAVED_DIR}/${shardFolder(index)}`,
    `dbfilename ${shard.file}`,
    `databases ${DATABASES}`,
    'appendonly no',
    'save ""',
    '',
  ];
  const conf = { path: CONFIG, content: lines.join('\n'), mode: 0o600, uid: 0, gid: 0 };
  const held = await holdContainer(
    engine,
    {
      image,
      // The server is process 1; that its input ends is watched beside it.
      script: `exec 3<&0; (cat <&3 >/dev/null; kill -TERM 1) & exec ${product}-server /${CONFIG}`,
      volume: { name: volume, target: SAVED_DIR, readOnly: true },
    },
    (id) => putFiles(engine, id, '/', [conf], { signal }),
    signal,
  );
  const container = { ...NO_NETWORK, id: held.id };
  const target = targetOf(engine, { name: shard.node, port: PORT, container }, async () => ({ password }));
  const connection = new NodeConnection(target);
  const end = async () => {
    connection.close();
    await held.release();
  };
  try {
    const keys = await until(
      text('Loading the saved data of {0}', shard.node),
      async () => {
        if (held.hasEnded()) throw notLoaded(image, shard, held.words());
        try {
          return loadedKeys(String(await connection.run(['INFO'])), shard);
        } catch (error) {
          return new NotYet(reasonOf(error));
        }
      },
      { signal, timeoutMs: LOADED_MS, everyMs: 50 },
    );
    return { connection, keys, end };
  } catch (error) {
    await end();
    throw error;
  }
}

/** It is reached through the engine alone. */
const NO_NETWORK = {
  ip: undefined,
  name: '',
  image: '',
  state: 'running',
  status: '',
  publishedPort: undefined,
  networkName: undefined,
  volumeName: undefined,
} as const;

function loadedKeys(reply: string, shard: SavedShard): Map<number, number> | NotYet {
  const info = parseInfo(reply);
  if (serverFacts(info).loading) return new NotYet(`${shard.node}: still loading`);
  const keys = new Map<number, number>();
  for (const [field, value] of info) {
    const db = /^db(\d+)$/.exec(field);
    if (db) keys.set(Number(db[1]), Number(/keys=(\d+)/.exec(value)?.[1] ?? 0));
  }
  return keys;
}

/** The last of its lines that tell of an error; servers end what they say of it with "exiting". */
function notLoaded(image: string, { node }: SavedShard, words: string): Failure {
  const lines = words
    .split('\n')
    .map((line) => line.replace(/^\d+:\w .*? [*#.-] /, '').trim())
    .filter((line) => line !== '');
  const telling = lines.filter((line) => /error|can't|fatal|unknown|invalid|version|short read/i.test(line));
  return new Failure(text('The saved data of {0} could not be loaded by the image {1}', node, image), {
    why: (telling.length > 0 ? telling : lines).slice(-2).join('; '),
    next: text('Nothing was changed. Newer servers read what older ones wrote, not the other way round.'),
    remedies: ['showLog'],
  });
}
