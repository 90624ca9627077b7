import { ensureChromium } from '../editor/chromium';
import { ensureEditor } from '../editor/install';
import { type Engine, findEngine } from '../engine';
import { buildExtension, extensionVsix } from '../extension-package';
import { BASH_IMAGE, ensureImages, ensureNotRedis, LAB_IMAGES } from '../images';
import { messageOf, type Say } from '../say';
import type { Need } from './tier';

export interface Setup {
  /** What could not be had, and why. */
  readonly missing: ReadonlyMap<Need, string>;
}

/** Sets up what tiers need, in an order in which each finds what it stands on. `atEnd` undoes what must not stay. */
export async function setUp(
  needs: ReadonlySet<Need>,
  atEnd: (undo: () => Promise<void>) => void,
  say: Say,
): Promise<Setup> {
  const missing = new Map<Need, string>();
  const steps: readonly (readonly [Need, () => Promise<void>])[] = [
    ['engine', async () => stopAtEnd(await findEngine(say), atEnd)],
    ['images', () => makeImages(say)],
    ['chromium', async () => void (await ensureChromium(say))],
    ['editor', () => ensureEditor(say)],
    ['dist', () => buildExtension(say)],
    ['vsix', () => packed(say)],
  ];
  for (const [need, make] of steps) {
    if (!needs.has(need)) continue;
    try {
      if (need === 'images' && missing.has('engine')) throw new Error('no engine to have them on');
      await make();
    } catch (error) {
      missing.set(need, messageOf(error));
      say(`cannot have ${need}: ${messageOf(error)}`);
    }
  }
  return { missing };
}

function stopAtEnd(engine: Engine, atEnd: (undo: () => Promise<void>) => void): void {
  atEnd(() => engine.stop());
}

async function makeImages(say: Say): Promise<void> {
  await ensureImages([...LAB_IMAGES, BASH_IMAGE], say);
  await ensureNotRedis(say);
}

async function packed(say: Say): Promise<void> {
  // The journeys' processes take this one instead of packing their own.
  process.env.LAB_VSIX = await extensionVsix(say);
}
