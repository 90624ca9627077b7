import { afterAll, expect, test } from 'vitest';
import { totalKeys } from '../../../src/model/saved-data/saved-data';
import type { Shape, Spec } from '../../../src/model/spec';
import { removeTopology } from '../../../src/operations/remove';
import { deleteSavedData } from '../../../src/operations/saved-data/delete';
import { restoreData } from '../../../src/operations/saved-data/restore';
import { restoreAnew } from '../../../src/operations/saved-data/restore-anew';
import { saveTopologyData } from '../../../src/operations/saved-data/save';
import { listSavedData } from '../../../src/topology/saved-list';
import { Bed, work } from '../topology/bed';
import { contents, everyKind, loadFunctions, mastersOf, send } from './every-kind';
import { heldContainers, savedVolumes } from './remains';

const bed = new Bed();
afterAll(() => bed.dispose(), 60_000);

/** Who may come in differs, for data goes over connections that must be let in. */
test.each<[Shape, string, Partial<Spec>]>([
  ['replication', 'redis:8.0', { auth: 'password' }],
  ['sentinel', 'redis:8.0', {}],
  ['cluster', 'redis:8.0', { auth: 'password' }],
  ['replication', 'valkey/valkey:9.1', { auth: 'users' }],
  ['sentinel', 'valkey/valkey:9.1', { auth: 'password', persistence: 'rdb' }],
  ['cluster', 'valkey/valkey:9.1', { auth: 'users', tls: true }],
  ['cluster', 'redis:7.0', {}],
  ['replication', 'valkey/valkey:8.1', { persistence: 'none' }],
])(
  '%s, %s, %j: every key comes back, into the same topology and into a new one',
  async (shape, image, changes) => {
    const secrets = changes.auth === 'password' ? { password: 'pw-of-the-test' } : {};
    const topology = await bed.create(await bed.spec(shape, image, changes), secrets);
    await send(bed, topology, everyKind(500));
    await loadFunctions(bed, topology);
    const before = await contents(bed, topology);

    const saved = await saveTopologyData(bed.lab, topology.id, `${topology.name} full`, work());
    expect(totalKeys(saved)).toBeGreaterThanOrEqual(before.size - 1);
    expect(await heldContainers(await bed.engine(), saved.id)).toEqual([]);

    await send(bed, topology, [
      ['DEL', 'list'],
      ['SET', 'plain:1', 'another'],
      ['SET', 'new', 'key'],
    ]);
    for (const master of mastersOf(topology)) await bed.run(master, 'FUNCTION', 'FLUSH');
    const restored = await restoreData(bed.lab, saved, topology.id, work());
    expect(restored).toEqual({ keys: totalKeys(saved), expired: 0 });
    expect(await contents(bed, topology)).toEqual(before);

    const name = `${topology.name}-b`;
    const anew = await restoreAnew(bed.lab, saved, name, work());
    bed.adopt(anew.id);
    expect(anew.restored.keys).toBe(totalKeys(saved));
    await bed.lab.refresh();
    expect(await contents(bed, bed.get(anew.id))).toEqual(before);

    // Removing a topology keeps what was saved of it.
    await removeTopology(bed.lab, topology.id, work());
    const { saved: kept } = await listSavedData(await bed.engine());
    expect(kept.find(({ id }) => id === saved.id)).toEqual(saved);
    await deleteSavedData(await bed.engine(), saved.id);
    expect(await savedVolumes(await bed.engine(), topology.name)).toEqual([]);
  },
  120_000,
);
