import { expect, test } from 'vitest';
import { type Editor, type EditorOptions, withEditor } from '../lab/editor/open-editor';
import type { Workbench } from '../lab/editor/workbench';
import { extensionVsix } from '../lab/extension-package';
import { ErrorNotices } from './error-notices';
import { Ground } from './ground';

/** What a journey has at hand. */
export interface Traveller {
  readonly editor: Editor;
  readonly workbench: Workbench;
  readonly ground: Ground;
  /** Error notifications; one that the journey provokes is to be expected by name. */
  readonly errors: ErrorNotices;
  /** Leaves a picture in test-results/journey/. */
  picture(name: string): Promise<string>;
}

/** Two busy cores: what takes a second alone may take many. */
const WAIT_MS = 60_000;

/** A VS Code server announces every port that it sees being opened on its machine, ours and others'. */
const quiet = { 'remote.autoForwardPorts': false } as const;

/**
 * One journey through a whole editor with the packed extension in it, from its activity bar on. At the end nothing
 * that it made is left on the engine, and no error was shown that it did not expect.
 */
export function journey(
  what: string,
  slug: string,
  act: (me: Traveller) => Promise<void>,
  options: EditorOptions & { readonly container?: string } = {},
): void {
  test(what, async () => {
    const vsix = [await extensionVsix()];
    const ground = new Ground();
    try {
      const viewport = { width: 1280, height: 900 };
      const settings = { ...quiet, ...options.settings };
      const whole = { viewport, waitMs: WAIT_MS, ...options, settings, vsix };
      await withEditor(`journey/${slug}`, whole, async (editor) => {
        const { workbench } = editor;
        const errors = await ErrorNotices.watch(workbench.page);
        const picture = (name: string) => workbench.screenshot(`journey/${slug}-${name}`);
        await workbench.openContainer(options.container ?? 'Redis Topologies');
        await act({ editor, workbench, ground, errors, picture });
        expect(errors.unexpected, 'error notifications that nobody expected').toEqual([]);
      });
    } finally {
      await ground.dispose();
    }
  });
}
