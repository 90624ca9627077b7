import { createServer } from 'node:net';
import { expect } from 'vitest';
import { journey } from './journey';
import { Wizard } from './wizard';

/** Listens on a port of this machine while something is done. */
async function occupying<T>(port: number, act: () => Promise<T>): Promise<T> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, '127.0.0.1', done));
  try {
    return await act();
  } finally {
    await new Promise((closed) => server.close(closed));
  }
}

journey(
  'the wizard refuses what is taken; an image that cannot be had is a clear error',
  'refusals',
  async (me) => {
    const { workbench, ground, errors, picture } = me;
    const { name: taken } = await ground.make('replication', { replicas: 1 });
    const wizard = await Wizard.open(workbench);
    await wizard.enter('shape');
    await wizard.box.fill('Not A Name');
    await wizard.refusal('lower-case letter');
    await wizard.box.answer(taken);
    expect(await wizard.refusal('There is already a topology named')).toContain(`${taken}-2 is free`);
    await picture('1-name-taken');
    const name = await ground.claim(ground.name('never'));
    await wizard.nameIt(name);
    await wizard.enter('size');

    await wizard.box.choose('Other image…');
    await wizard.asked('Reference of the image');
    await wizard.box.fill('Not An Image');
    await wizard.refusal('no spaces');
    await wizard.box.answer('localhost:1/nobody/valkey:9.1');
    await wizard.moreOptions();
    await wizard.box.choose(/^First port/);
    await wizard.asked('Each node takes the next one');
    const { firstPort } = ground.ports();
    await occupying(firstPort + 1, async () => {
      await wizard.box.answer(String(firstPort));
      expect(await wizard.refusal('ports are taken')).toContain(`From ${firstPort + 2} up they are free`);
      await picture('2-port-taken');
    });
    await wizard.box.answer(String(firstPort + 2));

    errors.expect(/localhost:1\/nobody\/valkey:9\.1/);
    await wizard.box.choose(`Create ${name}`);
    const error = workbench.notification(/Image localhost:1\/nobody\/valkey:9\.1 could not be pulled/);
    await error.waitFor();
    await picture('3-no-image');
    await error.getByRole('button', { name: 'Choose Another Image' }).waitFor();
    await ground.gone(name);
    await workbench.answerNotification('could not be pulled', 'Choose Another Image');
    await wizard.at('shape');
    await picture('4-again');
    await wizard.box.escape();
    await wizard.box.closed();
  },
);
