import { expect, test } from 'vitest';
import type { Endpoint } from '../../../src/docker/endpoint';
import { isSameEndpoint } from '../../../src/docker/same-endpoint';

const at: Endpoint = { id: 'tcp://a:2376', name: 'a', host: 'tcp://a:2376', source: 'currentContext' };
const withKey = (key: string): Endpoint => ({ ...at, tls: { key: Buffer.from(key) } });

test('another address, name, key or way of checking makes another endpoint; how it was chosen does not', () => {
  expect(isSameEndpoint(at, { ...at, source: 'setting' })).toBe(true);
  expect(isSameEndpoint(withKey('1'), withKey('1'))).toBe(true);
  for (const other of [
    { ...at, id: 'tcp://b:2376' },
    { ...at, name: 'b' },
    withKey('1'),
    { ...at, tls: { skipVerify: true } },
  ])
    expect(isSameEndpoint(at, other)).toBe(false);
  expect(isSameEndpoint(withKey('1'), withKey('2'))).toBe(false);
});
