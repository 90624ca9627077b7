import { expect } from 'vitest';
import type { Workbench } from '../lab/editor/workbench';
import { journey } from './journey';
import { setTheme } from './theme';

const STEPS = ['Create a topology', 'Watch its nodes', 'Break something', 'Mend it'] as const;

/** How wide the picture of the open step is drawn; the editor makes it anew with every step. */
async function pictureWidth(workbench: Workbench): Promise<number> {
  try {
    const box = await (await workbench.webview('svg')).locator('svg').boundingBox({ timeout: 1000 });
    return box?.width ?? 0;
  } catch {
    // Gone while it was looked at: the caller looks again.
    return 0;
  }
}

journey('the walkthrough, in dark and light', 'walkthrough', async ({ workbench, picture }) => {
  const { page } = workbench;
  // With the side bar open, a window of this size has no room for pictures.
  await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
  await workbench.runCommand('Welcome: Open Walkthrough...');
  await workbench.quickInput.choose('Your First Redis or Valkey Topology');
  for (const [theme, kind] of [
    ['Dark Modern', 'dark'],
    ['Light Modern', 'light'],
  ] as const) {
    await setTheme(workbench, theme);
    for (const [i, step] of STEPS.entries()) {
      await page.locator('.getting-started-step', { hasText: step }).locator('.step-title').click();
      await page.locator('.getting-started-step.expanded', { hasText: step }).waitFor();
      await expect.poll(() => pictureWidth(workbench)).toBeGreaterThan(200);
      await picture(`${kind}-${i + 1}`);
    }
  }
  const first = page.locator('.getting-started-step', { hasText: STEPS[0] });
  await first.locator('.step-title').click();
  await first.getByRole('button', { name: 'Create Topology…' }).click();
  await workbench.quickInput.step('(1/5)');
  await workbench.quickInput.escape();
});
