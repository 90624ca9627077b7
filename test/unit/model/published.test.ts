import { expect, test } from 'vitest';
import { publishedAt } from '../../../src/model/published';

const at = (engine: string, publishedOn: string | undefined) =>
  publishedAt(engine, { publishedPort: 7000, publishedOn });

test('on this machine a port is reached on the loopback, or on the address that it is published on', () => {
  for (const engine of [
    'unix:///var/run/docker.sock',
    'npipe:////./pipe/x',
    'tcp://127.0.0.1:2376',
    'ssh://me@localhost',
  ])
    for (const on of [undefined, '0.0.0.0', '127.0.0.1', '::1'])
      expect(at(engine, on)).toMatchObject({ address: '127.0.0.1:7000', onlyOn: undefined });
  expect(at('unix:///x', '192.168.1.5')).toMatchObject({ address: '192.168.1.5:7000', onlyOn: undefined });
});

test('on another machine its name leads there, but nobody outside reaches its loopback', () => {
  for (const engine of ['ssh://me@far:2222/run/docker.sock', 'tcp://far:2376', 'https://far']) {
    expect(at(engine, '0.0.0.0')).toMatchObject({ address: 'far:7000', onlyOn: undefined });
    expect(at(engine, '127.0.0.1')).toMatchObject({ address: '127.0.0.1:7000', onlyOn: 'far' });
  }
  expect(at('tcp://[fd00::7]:2376', '0.0.0.0')).toMatchObject({ host: 'fd00::7', address: '[fd00::7]:7000' });
  expect(publishedAt('ssh://far', { publishedPort: undefined })).toBeUndefined();
});
