import type { Workbench } from '../lab/editor/workbench';

/** Chooses a colour theme as a user does. */
export async function setTheme(workbench: Workbench, theme: string): Promise<void> {
  await workbench.runCommand('Preferences: Color Theme');
  await workbench.quickInput.row('Light Modern').waitFor();
  // Most themes are below the edge of the list.
  await workbench.quickInput.fill(theme);
  await workbench.quickInput.choose(new RegExp(`^${theme}`));
  await workbench.quickInput.closed();
}
