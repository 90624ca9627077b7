import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  listTopologyContainers,
  restartContainer,
  startContainer,
  stopContainer,
} from '../../../src/docker/containers';
import { LABEL } from '../../../src/docker/labels';
import {
  createTopologyNetwork,
  hostAddresses,
  listTopologyNetworks,
  removeNetwork,
} from '../../../src/docker/networks';
import { Cancelled } from '../../../src/model/failure';
import { type Lab, openLab } from './lab';

let lab: Lab;

beforeAll(async () => {
  lab = await openLab();
});
afterAll(() => lab.cleanUp());

const ours = async (): Promise<string[]> => {
  const rows = await listTopologyNetworks(lab.engine);
  return rows.filter((row) => row.labels[LABEL.topology] === lab.topology).map((row) => row.name);
};

const create = (what: string, signal?: AbortSignal) =>
  createTopologyNetwork(lab.engine, { name: lab.name(what), labels: lab.labels }, signal);

test('networks made at once get subnets of their own', async () => {
  const networks = await Promise.all(['a', 'b', 'c'].map((what) => create(what)));
  expect(new Set(networks.map(({ subnet }) => subnet)).size).toBe(3);
  for (const { subnet, gateway } of networks) expect(hostAddresses(subnet, gateway)(0)).not.toBe(gateway);
  await expect(create('a')).rejects.toMatchObject({
    name: 'Failure',
    why: expect.stringContaining('already exists'),
  });
  expect((await ours()).sort()).toEqual(['a', 'b', 'c'].map(lab.name));
  for (const { id } of networks) await removeNetwork(lab.engine, id);
  await removeNetwork(lab.engine, lab.name('a'));
});

test('a fixed address stays through a restart, and is known while the container is stopped', async () => {
  const { engine } = lab;
  const network = await create('fixed');
  const ip = hostAddresses(network.subnet, network.gateway)(4);
  const id = await lab.container('fixed', ['sleep 600'], {
    network: { name: network.name, ip, aliases: ['alias-of-it'] },
  });
  const facts = async () => (await listTopologyContainers(engine)).find((row) => row.facts.id === id)?.facts;
  expect(await facts()).toMatchObject({ ip, networkName: network.name });
  await startContainer(engine, id);
  expect(await facts()).toMatchObject({ ip, state: 'running' });
  await restartContainer(engine, id, { timeoutSeconds: 0 });
  expect(await facts()).toMatchObject({ ip, state: 'running' });
  await stopContainer(engine, id, { timeoutSeconds: 0 });
  expect(await facts()).toMatchObject({ ip, state: 'exited' });
  await expect(removeNetwork(engine, network.id)).resolves.toBeUndefined();
});

test.each([0, 30, 90, 150, 250])('an abort after %i ms leaves no network', async (wait) => {
  const controller = new AbortController();
  const making = create(`aborted-${wait}`, controller.signal);
  if (wait === 0) controller.abort();
  else setTimeout(() => controller.abort(), wait);
  const outcome: unknown = await making.catch((error: unknown) => error);
  if (outcome instanceof Error) {
    expect(outcome).toBeInstanceOf(Cancelled);
    expect(await ours()).not.toContain(lab.name(`aborted-${wait}`));
  }
});
