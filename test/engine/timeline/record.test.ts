import { writeFileSync } from 'node:fs';
import Redis from 'ioredis';
import { afterAll, test } from 'vitest';
import { observedRole } from '../../../src/model/structure';
import { topologyHealth } from '../../../src/model/topology-health';
import { killNodes, startNodes } from '../../../src/operations/node-lifecycle';
import { Bed, node, work } from '../topology/bed';

const bed = new Bed();
afterAll(() => bed.dispose());
test.each(['redis:7.0', 'redis:8.0', 'valkey/valkey:9.1'])('record %s', async (image) => {
  const t = await bed.create(await bed.spec('sentinel', image, { downAfterMs: 1000 }));
  const start = Date.now();
  const messages: unknown[] = [];
  const events: unknown[] = [];
  const subs = t.nodes.filter((n) => n.intended === 'sentinel').map((n) => {
    const r = new Redis({ host: '127.0.0.1', port: n.container.publishedPort ?? 0, retryStrategy: () => null });
    void r.psubscribe('*');
    r.on('error', () => {});
    r.on('pmessage', (_p, channel, message) => { if (channel !== '__sentinel__:hello') messages.push([n.name, Date.now() - start, channel, message]); });
    return r;
  });
  bed.lab.onEvent((e) => { if (e.topology === t.id) events.push({ ...e, at: Math.round(e.at - start) }); });
  const old = node(t, (n) => observedRole(n) === 'master');
  await killNodes(bed.lab, [old.id], work());
  await bed.see(t.id, 'promoted', 15000, (s) => s.nodes.find((n) => n.id !== old.id && observedRole(n) === 'master'));
  await new Promise((r) => setTimeout(r, 4000));
  await startNodes(bed.lab, [old.id], work());
  await bed.see(t.id, 'healthy', 60_000, (s) => topologyHealth(s).level === 'ok');
  await new Promise((r) => setTimeout(r, 12000));
  await bed.run(node(t, (n) => n.intended === 'sentinel'), 'SENTINEL', 'FAILOVER', t.name).catch((e) => messages.push(['error', 0, String(e), '']));
  await new Promise((r) => setTimeout(r, 16000));
  for (const r of subs) r.disconnect();
  const nodes = t.nodes.map((n) => ({ name: n.name, ip: n.container.ip, port: n.port, intended: n.intended, index: n.index, containerId: n.container.id }));
  writeFileSync(`/tmp/recorded-${image.replace(/[/:]/g, '-')}.json`, JSON.stringify({ image, topology: t.id, name: t.name, nodes, events, messages }, null, 1));
}, 180_000);
