import type { Duplex } from 'node:stream';
import { throwIfCancelled } from '../model/failure';
import { text } from '../model/text';
import { removeContainer, startContainer } from './containers';
import { Demultiplexer } from './demux';
import type { Engine } from './engine';
import { LABEL } from './labels';
import { request } from './request';

export interface HeldOptions {
  readonly image: string;
  /** For the image's `sh`. It must end when its standard input does. */
  readonly script: string;
  readonly volume: { readonly name: string; readonly target: string; readonly readOnly: boolean };
}

/** A container that lives as long as it is held. */
export interface HeldContainer {
  readonly id: string;
  /** Whether its program has ended by itself. */
  hasEnded(): boolean;
  /** The last of what its program printed. */
  words(): string;
  /** Ends and removes it; harmless when that has happened. @throws Failure */
  release(): Promise<void>;
}

/** What is kept of a program's output, characters. */
const WORDS_KEPT = 8000;

/**
 * Runs a script of an image in a container that ends with us: its standard input is our connection to the engine, which
 * breaks when we die, and the engine removes it then. Nothing has to be cleared away later. It has no network.
 * @param fill puts into it, before its start, what the script needs
 * @throws Failure, Cancelled; nothing is left then
 */
export async function holdContainer(
  engine: Engine,
  options: HeldOptions,
  fill: (id: string) => Promise<void>,
  signal?: AbortSignal,
): Promise<HeldContainer> {
  throwIfCancelled(signal);
  const what = text('A container of image {0} could not be run', options.image);
  const id = await request(engine, what, async (abortSignal) => {
    return (await engine.docker.createContainer({ ...describe(options), abortSignal })).id;
  });
  try {
    await fill(id);
    const connection = await request(engine, what, (abortSignal) => attach(engine, id, abortSignal), {
      signal,
    });
    const output = listen(connection);
    await startContainer(engine, id, signal);
    const release = async () => {
      connection.destroy();
      await removeContainer(engine, id);
    };
    return { id, ...output, release };
  } catch (error) {
    await removeContainer(engine, id);
    throw error;
  }
}

function describe({ image, script, volume }: HeldOptions) {
  return {
    Image: image,
    Entrypoint: ['sh', '-c', script],
    Cmd: [],
    // Files of whatever user the servers ran as are read and written.
    User: '0',
    Labels: { [LABEL.held]: 'yes' },
    OpenStdin: true,
    StdinOnce: true,
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    HostConfig: {
      AutoRemove: true,
      NetworkMode: 'none',
      SecurityOpt: ['no-new-privileges'],
      Mounts: [
        {
          Type: 'volume' as const,
          Source: volume.name,
          Target: volume.target,
          ReadOnly: volume.readOnly,
          VolumeOptions: { NoCopy: true, Labels: {}, DriverConfig: { Name: '', Options: {} } },
        },
      ],
    },
  };
}

async function attach(engine: Engine, id: string, abortSignal: AbortSignal): Promise<Duplex> {
  const wish = { stream: true, stdin: true, stdout: true, stderr: true, hijack: true, abortSignal };
  return (await engine.docker.getContainer(id).attach(wish)) as Duplex;
}

/** Follows what the program prints, and whether it goes on. */
function listen(connection: Duplex): Pick<HeldContainer, 'words' | 'hasEnded'> {
  let words = '';
  let ended = false;
  const demultiplexer = new Demultiplexer((_, piece) => {
    words = (words + piece.toString()).slice(-WORDS_KEPT);
  });
  connection.on('data', (chunk: Buffer) => demultiplexer.write(chunk));
  for (const event of ['end', 'close', 'error'] as const) connection.on(event, () => (ended = true));
  return { words: () => words, hasEnded: () => ended };
}
