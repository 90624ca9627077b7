import { expect } from 'vitest';
import { journey } from './journey';
import { Wizard } from './wizard';

journey('a creation that is cancelled half-way leaves nothing', 'cancel', async (me) => {
  const { workbench, ground, picture } = me;
  const wizard = await Wizard.open(workbench);
  await wizard.box.choose('Cluster');
  const name = await ground.claim(ground.name('half'));
  await wizard.nameIt(name);
  // Large enough that a person finds the button in time.
  await wizard.box.choose('6 masters, 1 replica each');
  await wizard.enter('image');
  await wizard.box.accept();
  const progress = workbench.notification(`Creating ${name}`);
  await workbench.notification(/Starting .*\([3-9] of 12\)/).waitFor();
  await picture('1-half-way');
  await progress.getByRole('button', { name: 'Cancel' }).click();
  await progress.waitFor({ state: 'hidden' });
  await ground.gone(name);
  await workbench.page.locator(`[role=treeitem][aria-label^="${name}"]`).waitFor({ state: 'detached' });
  await picture('2-nothing-left');
  expect(await workbench.page.locator('.notification-toast').allTextContents()).toEqual([]);
});
