import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connectEngine, type Engine } from '../../../src/docker/engine';
import { createTopologyNetwork } from '../../../src/docker/networks';

/** An engine that knows networks only, and can be told how often another one takes the subnet in between. */
let server: Server;
let folder: string;
let engine: Engine;
let overlaps: number;
let refusal: string | undefined;
const networks = new Map<string, string>();
let made: number;

beforeEach(async () => {
  networks.clear();
  made = 0;
  overlaps = 0;
  refusal = undefined;
  folder = mkdtempSync(join(tmpdir(), 'networks-'));
  server = createServer(async (request, response) => {
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    };
    let body = '';
    for await (const chunk of request) body += chunk;
    const id = /networks\/(n\d+)/.exec(request.url ?? '')?.[1] ?? '';
    if (request.method === 'DELETE') return answer(networks.delete(id) ? 204 : 404, {});
    if (request.method === 'GET') return answer(200, { IPAM: { Config: [{ Subnet: networks.get(id) }] } });
    const stated: string | undefined = JSON.parse(body).IPAM?.Config[0].Subnet;
    if (refusal) return answer(500, { message: refusal });
    if (stated && overlaps-- > 0)
      return answer(403, { message: 'Pool overlaps with other one on this address space' });
    const next = `n${++made}`;
    networks.set(next, stated ?? `172.${made}.0.0/16`);
    return answer(201, { Id: next });
  });
  await new Promise<void>((done) => server.listen(join(folder, 's'), done));
  engine = connectEngine({
    id: 'fake',
    name: 'fake',
    host: `unix://${join(folder, 's')}`,
    source: 'setting',
  });
});

afterEach(async () => {
  engine.dispose();
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
  rmSync(folder, { recursive: true });
});

const create = () => createTopologyNetwork(engine, { name: 'x', labels: {} });

test('the subnet that the engine chose is stated, with the first address as gateway if it names none', async () => {
  expect(await create()).toEqual({ id: 'n2', name: 'x', subnet: '172.1.0.0/16', gateway: '172.1.0.1' });
  expect([...networks.keys()]).toEqual(['n2']);
});

test('a subnet that was taken meanwhile is chosen anew', async () => {
  overlaps = 4;
  expect((await create()).subnet).toBe('172.5.0.0/16');
  expect(networks.size).toBe(1);
});

test('five times is enough, and nothing is left', async () => {
  overlaps = 5;
  await expect(create()).rejects.toMatchObject({
    name: 'Failure',
    why: expect.stringContaining('Pool overlaps'),
  });
  expect(networks.size).toBe(0);
});

test('an engine without free addresses is told as that', async () => {
  refusal =
    'could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network';
  await expect(create()).rejects.toMatchObject({
    name: 'Failure',
    why: refusal,
    next: { key: expect.stringContaining('docker network prune') },
  });
});
