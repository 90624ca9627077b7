import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import UPNG from 'upng-js';

/** How often the page is looked at, ms; what looks the same is one frame. */
const EVERY_MS = 200;
/** Nobody wants to wait longer for the next thing to happen, ms. */
const LONGEST_MS = 1200;
const LAST_MS = 4000;
/** A palette of so many colours for the whole recording keeps it small; text stays sharp. */
const COLOURS = 160;

interface Frame {
  readonly png: Buffer;
  readonly at: number;
}

/** Records what a page shows as an animated PNG, which browsers and Markdown viewers play without a player. */
export class Recorder {
  readonly #page: Page;
  readonly #frames: Frame[] = [];
  #going: Promise<void> | undefined;
  #stopped = false;

  constructor(page: Page) {
    this.#page = page;
  }

  start(): void {
    this.#going = this.#record();
  }

  /** Ends the recording. @returns the file's content */
  async stop(): Promise<Buffer> {
    this.#stopped = true;
    await this.#going;
    const { width, height } = this.#page.viewportSize() ?? { width: 0, height: 0 };
    const images = this.#frames.map(({ png }) => pixels(png));
    const delays = this.#frames.map(({ at }, i) => {
      const next = this.#frames[i + 1];
      return next ? Math.min(next.at - at, LONGEST_MS) : LAST_MS;
    });
    return Buffer.from(UPNG.encode(images, width, height, COLOURS, delays));
  }

  async #record(): Promise<void> {
    while (!this.#stopped) {
      const at = performance.now();
      const png = await this.#page.screenshot();
      if (!this.#frames.at(-1)?.png.equals(png)) this.#frames.push({ png, at });
      await sleep(Math.max(0, EVERY_MS - (performance.now() - at)));
    }
  }
}

function pixels(png: Buffer): ArrayBuffer {
  const whole = png.buffer.slice(png.byteOffset, png.byteOffset + png.byteLength) as ArrayBuffer;
  const [first] = UPNG.toRGBA8(UPNG.decode(whole));
  if (!first) throw new Error('a picture without pixels');
  return first;
}
