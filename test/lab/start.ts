import { setTimeout as sleep } from 'node:timers/promises';
import { ensureChromium } from './editor/chromium';
import { ensureEditor } from './editor/install';
import { type EditorServer, startServer } from './editor/server';
import { findEngine } from './engine';
import { buildExtension, extensionVsix } from './extension-package';
import { ensureImages, LAB_IMAGES, presentImage } from './images';
import { live } from './lifetime';
import { makeSample, removeSample, type SampleRow } from './sample';
import { type Say, timedSay } from './say';
import { checkPage } from './start/check';
import { desktopCode, openDesktop } from './start/desktop';
import { startOptions } from './start/options';
import { formatTable } from './table';

type AtEnd = (undo: () => Promise<void>) => void;

/** Any image that is there already will do for the sample; else this one is made. */
const sampleImage = LAB_IMAGES[1];

async function imageForSample(say: Say): Promise<string> {
  const image = (await presentImage(LAB_IMAGES)) ?? sampleImage;
  await ensureImages([image], say);
  say(`image ${image}`);
  return image;
}

function printSample(rows: readonly SampleRow[]): void {
  const cells = rows.map((row) => [row.name, row.address, row.port, row.role, row.containerId.slice(0, 12)]);
  console.log(`\n${formatTable(['name', 'address', 'port', 'role', 'container'], cells)}\n`);
}

async function serve(vsix: string, port: number | undefined, atEnd: AtEnd, say: Say): Promise<EditorServer> {
  await ensureEditor(say);
  say('starting VS Code for the browser');
  const server = await startServer({ vsix: [vsix], port });
  let stopping = false;
  void server.ended.then(() => stopping || say('the VS Code server has ended by itself'));
  atEnd(() => {
    stopping = true;
    return server.stop();
  });
  return server;
}

live(async (atEnd) => {
  const options = startOptions(process.argv.slice(2));
  const say = timedSay();
  await buildExtension(say);
  const vsix = await extensionVsix(say);
  const engine = await findEngine(say);
  if (!options.keep) atEnd(() => engine.stop());

  if (!options.empty) {
    const image = await imageForSample(say);
    if (!options.keep) {
      // Before it is made: Ctrl-C in the middle of it must leave nothing.
      atEnd(async () => {
        say('removing the sample topology');
        await removeSample();
      });
    }
    printSample(await makeSample(image, say));
  }

  const code = options.check ? undefined : desktopCode();
  if (code) {
    await openDesktop(code, vsix, say);
  } else {
    const server = await serve(vsix, options.port, atEnd, say);
    console.log(`\n  ${server.url}/\n`);
    if (options.check) {
      await ensureChromium(say);
      return (await checkPage(server, !options.empty, say)) ? 0 : 1;
    }
  }
  say(
    options.keep ? 'Ctrl-C ends this; the sample stays (--keep)' : 'Ctrl-C ends this and removes the sample',
  );
  // Until Ctrl-C: a timer keeps the process alive.
  for (;;) await sleep(60_000);
});
