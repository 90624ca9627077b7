import type { Engine } from '../../docker/engine';
import { exec } from '../../docker/exec';
import { Failure, reasonOf } from '../../model/failure';
import type { Log } from '../../model/log';
import { parseInfo } from '../../model/parse/info';
import { text } from '../../model/text';
import { ServerError } from '../../redis/connection';
import { NotYet, until } from '../until';
import type { Saver } from './moment';

/** Some gigabytes on a slow disk. ms */
const WRITTEN_MS = 900_000;
/** How long a file that is not wanted any more is waited for, ms */
const UNWANTED_MS = 30_000;

/** The file that a server writes its data to. */
export interface DumpFile {
  readonly folder: string;
  readonly file: string;
  /** Whether the server writes it by itself too, and reads it when it starts. */
  readonly itsOwn: boolean;
}

/** Where a server saves. @throws Failure when it does not say */
export async function dumpFileOf({ name, connection }: Saver): Promise<DumpFile> {
  const asked = ['dir', 'dbfilename', 'save', 'appendonly'];
  const replies = await connection.batch(asked.map((option) => ['CONFIG', 'GET', option]));
  const [folder, file, save, appendOnly] = replies.map((reply) => {
    if (Array.isArray(reply) && typeof reply[1] === 'string') return reply[1];
    throw new Failure(text('{0} does not say where it saves its data', name), {
      ...(reply instanceof ServerError ? { why: reply.message } : {}),
    });
  });
  return {
    folder: folder ?? '',
    file: file ?? '',
    itsOwn: save !== '' && appendOnly !== 'yes',
  };
}

/** Waits until a save that has begun is written. @returns when, in the server's seconds. @throws Failure, Cancelled */
export async function written(saver: Saver, signal: AbortSignal): Promise<number> {
  return until(
    text('{0}: the writing of its data', saver.name),
    async () => {
      const info = await persistence(saver);
      if (info.get('rdb_bgsave_in_progress') === '1') return new NotYet(`${saver.name} is still writing`);
      if (info.get('rdb_last_bgsave_status') !== 'ok') {
        throw new Failure(text('{0} could not write its data', saver.name), {
          why: `rdb_last_bgsave_status:${info.get('rdb_last_bgsave_status')}`,
          next: text('Its log says why; a full disk is the usual reason.'),
          remedies: ['showLog'],
        });
      }
      return Number(info.get('rdb_last_save_time'));
    },
    { signal, timeoutMs: WRITTEN_MS, everyMs: 50 },
  );
}

/** @throws Failure when the server has written the file anew since: it is of another moment then */
export async function refuseNewer(saver: Saver, writtenAt: number): Promise<void> {
  const info = await persistence(saver);
  if (Number(info.get('rdb_last_save_time')) === writtenAt && info.get('rdb_bgsave_in_progress') === '0')
    return;
  throw new Failure(
    text('{0} saved by itself meanwhile, so that its data is of another moment', saver.name),
    {
      next: text('Nothing was saved. Try again.'),
      remedies: ['retry'],
    },
  );
}

/**
 * Removes the file where the server would not have written it by itself: it takes space, and a server that is to keep
 * nothing would come back with old data after a restart. Never throws: what could not be removed is logged.
 */
export async function tidy(
  engine: Engine,
  containerId: string,
  saver: Saver,
  { folder, file, itsOwn }: DumpFile,
  log: Log,
): Promise<void> {
  if (itsOwn) return;
  try {
    await until(
      text('{0}: the writing of its data', saver.name),
      async () => {
        const busy = (await persistence(saver)).get('rdb_bgsave_in_progress') === '1';
        return busy ? new NotYet(`${saver.name} is still writing`) : true;
      },
      { signal: NEVER, timeoutMs: UNWANTED_MS, everyMs: 50 },
    );
    const { exitCode, stderr } = await exec(engine, containerId, ['rm', '-f', `${folder}/${file}`]);
    if (exitCode !== 0) throw new Error(stderr.trim());
  } catch (error) {
    log.warn(`${saver.name}: ${folder}/${file} was not removed: ${reasonOf(error)}`);
  }
}

/** What was begun is cleared away whatever the user wants meanwhile. */
const NEVER: AbortSignal = new AbortController().signal;

async function persistence({ connection }: Saver): Promise<ReadonlyMap<string, string>> {
  return parseInfo(String(await connection.run(['INFO', 'persistence'])));
}
