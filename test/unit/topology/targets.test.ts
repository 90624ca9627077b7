import { expect, test } from 'vitest';
import { connectEngine, type Engine } from '../../../src/docker/engine';
import { targetOf } from '../../../src/topology/targets';
import { observed } from '../model/observed';

const engineAt = (host: string) => connectEngine({ id: host, name: host, host, source: 'setting' });

/** Where a node of an engine is looked for by TCP, published on an address. */
function tcpOf(engine: Engine, publishedOn: string | undefined) {
  const node = observed(0, { kind: 'pending' }, { container: { publishedOn, publishedPort: 7000 } });
  const { published, address } = targetOf(engine, node, async () => undefined);
  engine.dispose();
  return { published, address: address?.host };
}

test('a port on another machine’s loopback is not looked for here, where it may be somebody else’s', () => {
  const far = () => engineAt('ssh://far');
  expect(tcpOf(far(), '127.0.0.1')).toEqual({ published: undefined, address: undefined });
  expect(tcpOf(far(), '::1').published).toBeUndefined();
  expect(tcpOf(far(), '0.0.0.0').published).toEqual({ host: 'far', port: 7000 });
  const here = { published: { host: '127.0.0.1', port: 7000 }, address: '10.0.0.2' };
  expect(tcpOf(engineAt('unix:///x.sock'), '127.0.0.1')).toEqual(here);
  expect(tcpOf(engineAt('tcp://127.0.0.1:2376'), undefined)).toEqual(here);
});
