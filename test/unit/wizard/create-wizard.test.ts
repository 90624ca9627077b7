import { beforeEach, expect, test, vi } from 'vitest';
import { Failure } from '../../../src/model/failure';
import type { Spec } from '../../../src/model/spec';
import { text } from '../../../src/model/text';
import { beginShowing, fakeVscode, input, inputsShown } from './fake-vscode';

vi.mock('vscode', () => fakeVscode);
const { askInTurn } = await import('../../../src/ui/wizard/steps');
const { wizardSteps } = await import('../../../src/ui/wizard/wizard-steps');
const { firstDraft } = await import('../../../src/ui/wizard/draft');
const { Cancelled } = await import('../../../src/model/failure');

const moved = (spec: Spec): Spec =>
  spec.shape === 'sentinel'
    ? { ...spec, firstSentinelPort: 26400 }
    : { ...spec, firstPort: spec.firstPort + 10 };

function run(around: { taken?: string[]; images?: string[]; ports?: (spec: Spec) => Promise<Spec> } = {}) {
  const taken = around.taken ?? [];
  const surroundings = {
    defaultImage: '',
    takenNames: async () => taken,
    localImages: async () => around.images ?? ['redis:8.0', 'redis:7.0', 'ubuntu:24.04'],
    withFreePorts: around.ports ?? (async (spec: Spec) => spec),
  };
  return askInTurn({ title: 'Create Topology' }, wizardSteps(surroundings, taken), firstDraft(taken));
}

beforeEach(beginShowing);

test('Enter all the way makes replication 1+2 of the newest server the engine has', async () => {
  const done = run();
  for (let n = 1; n <= 5; n++) {
    const asked = await input(n);
    expect([asked.title, asked.step, asked.totalSteps]).toEqual(['Create Topology', n, 5]);
    expect(asked.buttons).toHaveLength(n === 1 ? 0 : 1);
    asked.enter();
  }
  const { spec, password } = await done;
  expect(spec).toMatchObject({ shape: 'replication', name: 'redis', replicas: 2, image: 'redis:8.0' });
  expect(spec).toMatchObject({ firstPort: 6379, auth: 'none', persistence: 'aof' });
  expect(password).toBeUndefined();
});

test('a taken name and taken ports are found, and free ones are filled in', async () => {
  const done = run({ taken: ['cluster', 'orders'], ports: async (spec) => moved(spec) });
  (await input(1)).choose('Cluster');
  const name = await input(2);
  expect(name.value).toBe('cluster-2');
  name.type('orders');
  name.enter();
  await vi.waitFor(() => expect(name.validationMessage?.message).toContain('orders-2 is free'));
  expect(inputsShown()).toBe(2);
  name.type('shop');
  name.enter();
  (await input(3)).enter();
  (await input(4)).enter();
  const last = await input(5);
  expect(last.items[0]?.detail).toContain('ports 7010–7015');
  last.enter();
  expect((await done).spec).toMatchObject({
    name: 'shop',
    masters: 3,
    replicasPerMaster: 1,
    firstPort: 7010,
  });
});

test('Back returns to the step before with what was answered there', async () => {
  const done = run();
  (await input(1)).choose('Sentinel');
  (await input(2)).type('sessions');
  (await input(2)).enter();
  (await input(3)).back();
  const again = await input(4);
  expect([again.step, again.value]).toEqual([2, 'sessions']);
  again.back();
  const shape = await input(5);
  expect(shape.activeItems[0]?.label).toContain('Sentinel');
  shape.escape();
  await expect(done).rejects.toBeInstanceOf(Cancelled);
});

test('a size of the user’s own is asked number by number, with its limits', async () => {
  const done = run();
  (await input(1)).choose('Cluster');
  (await input(2)).enter();
  (await input(3)).choose('Other…');
  const masters = await input(4);
  masters.type('2');
  masters.enter();
  await vi.waitFor(() => expect(masters.validationMessage?.severity).toBe(3));
  expect(masters.validationMessage?.message).toContain('at least 3 masters');
  masters.type('4');
  masters.enter();
  (await input(5)).back();
  (await input(6)).enter();
  const replicas = await input(7);
  replicas.type('2');
  replicas.enter();
  (await input(8)).enter();
  (await input(9)).enter();
  expect((await done).spec).toMatchObject({ masters: 4, replicasPerMaster: 2 });
});

test('users with rights take the place of a password; going back from the rights asks again', async () => {
  const done = run();
  for (let n = 1; n <= 4; n++) (await input(n)).enter();
  (await input(5)).choose('More options');
  (await input(6)).choose('Password');
  (await input(7)).choose('Users with rights');
  (await input(8)).back();
  (await input(9)).choose('Users with rights');
  (await input(10)).choose('Read only');
  const menu = await input(11);
  expect(menu.items.find((i) => i.label === 'Password')?.description).toBe('users; app: read only');
  expect(menu.items[0]?.detail).toContain('users; app: read only');
  menu.choose('Create');
  const { spec, password } = await done;
  expect(spec).toMatchObject({ auth: 'users', appRights: 'readOnly' });
  expect(password).toBeUndefined();
});

test('more options: each shows its value, changes it, and is kept when going back', async () => {
  const done = run();
  (await input(1)).choose('Sentinel');
  for (let n = 2; n <= 4; n++) (await input(n)).enter();
  (await input(5)).choose('More options');
  (await input(6)).choose('Password');
  (await input(7)).choose('Generate one');
  const menu = await input(8);
  expect(menu.items.find((i) => i.label === 'Password')?.description).toBe('set');
  menu.choose('Down after');
  const downAfter = await input(9);
  downAfter.type('50');
  downAfter.enter();
  await vi.waitFor(() => expect(downAfter.validationMessage?.message).toContain('100 ms'));
  downAfter.type('1000');
  downAfter.enter();
  (await input(10)).choose('Configuration lines');
  (await input(11)).enter();
  const line = await input(12);
  line.type('requirepass secret');
  line.enter();
  await vi.waitFor(() => expect(line.validationMessage?.severity).toBe(3));
  line.type('hz 20');
  line.enter();
  (await input(13)).back();
  (await input(14)).back();
  const summary = await input(15);
  expect(summary.step).toBe(5);
  summary.back();
  (await input(16)).enter();
  (await input(17)).enter();
  const { spec, password } = await done;
  expect(spec).toMatchObject({ auth: 'password', downAfterMs: 1000, extraConfig: ['hz 20'] });
  expect(password).toMatch(/^[A-Za-z2-9]{32}$/);
});

test('a taken port is refused with the next free one named; an engine that fails ends the wizard', async () => {
  const ports = vi.fn(async (spec: Spec) => (spec.firstPort === 7000 ? { ...spec, firstPort: 7007 } : spec));
  const done = run({ ports });
  for (let n = 1; n <= 4; n++) (await input(n)).enter();
  (await input(5)).choose('More options');
  (await input(6)).choose('First port');
  const port = await input(7);
  port.type('7000');
  port.enter();
  await vi.waitFor(() => expect(port.validationMessage?.message).toContain('From 7007 up they are free'));
  port.type('7100');
  port.enter();
  ports.mockRejectedValue(new Failure(text('The engine is gone')));
  (await input(8)).back();
  await expect(done).rejects.toThrow('The engine is gone');
});

test('an image of the user’s own is checked and used', async () => {
  const done = run({ images: [] });
  (await input(1)).enter();
  (await input(2)).enter();
  (await input(3)).enter();
  const images = await input(4);
  expect(images.activeItems[0]).toMatchObject({
    label: '$(package) redis:8.0',
    description: 'will be downloaded',
  });
  images.choose('Other image');
  const own = await input(5);
  own.type('Team/Valkey');
  own.enter();
  await vi.waitFor(() => expect(own.validationMessage?.message).toContain('lower case'));
  own.type('registry.local:5000/team/valkey:9.1');
  own.enter();
  (await input(6)).enter();
  expect((await done).spec.image).toBe('registry.local:5000/team/valkey:9.1');
});
