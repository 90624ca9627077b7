import { expect, it } from 'vitest';
import { ContainerCase } from '../../../src/topology/found/container-case';
import type { Startup } from '../../../src/topology/found/startup';
import { row } from './servers';

/** Of a command that says nothing. */
const UNKNOWN_STARTUP: Startup = {
  isServer: false,
  several: true,
  sentinel: false,
  port: undefined,
  otherPort: undefined,
  expectedPort: 6379,
  login: undefined,
  aliases: [],
  monitors: [],
  follows: undefined,
  clusterFile: undefined,
  tls: undefined,
};

const running = row('c', '172.17.0.2');
const exited = row('c', '172.17.0.2', { state: 'exited' });

it('what runs is due until it has answered, and again when others speak of another port', () => {
  const one = new ContainerCase(running);
  expect(one.isDue(0)).toBe(true);
  one.found([6379]);
  expect(one.isDue(0)).toBe(false);
  expect(one.hear(6379)).toBe(false);
  expect(one.hear(6380)).toBe(true);
  expect(one.isDue(0)).toBe(true);
  one.spokenOf.clear();
  expect(one.hear(6380), 'tried once').toBe(false);
});

it('what does not run is read once; what ended without an answer is read then', () => {
  const one = new ContainerCase(exited);
  expect(one.isDue(0)).toBe(true);
  one.startup = UNKNOWN_STARTUP;
  expect(one.isDue(0)).toBe(false);
  one.see(running);
  one.notBefore = 60_000;
  expect(one.isDue(1)).toBe(false);
  one.see(exited);
  expect(one.isDue(1)).toBe(true);
});

it('what its file told is past when it runs and answers elsewhere', () => {
  const one = new ContainerCase(exited);
  one.asleep = true;
  one.found([6379]);
  one.see(running);
  expect(one.isDue(0)).toBe(true);
  one.awake([7000]);
  one.found([7000, 7001]);
  expect([...one.servers.values()].map(({ name }) => name)).toEqual(['c:7000', 'c:7001']);
});

it('the server on the expected port has its container’s name for an id, the others their port too', () => {
  const one = new ContainerCase(running);
  one.startup = { ...UNKNOWN_STARTUP, expectedPort: 7000 };
  expect(one.found([7000])[0]?.name).toBe('c');
  one.found([7001]);
  expect([...one.servers.values()].map(({ id }) => id)).toEqual(['c', 'c:7001']);
});

it('what answered a greeting over TLS is spoken to so until it is started anew', () => {
  const one = new ContainerCase(running);
  one.startup = UNKNOWN_STARTUP;
  const [server] = one.found([6379]);
  expect(server?.tls).toBeUndefined();
  one.answeredTls(6379);
  // Nothing tells what it wants of its clients.
  expect(server?.tls).toBe('mutual');
  one.see(exited);
  one.see(running);
  expect(server?.tls).toBeUndefined();
});
