import { afterEach, expect, test } from 'vitest';
import { placed } from '../../../src/topology/placed';
import { stationOf } from '../../../src/topology/station-of';
import type { Stations } from '../../../src/topology/stations';
import { on, put, stationsWith as unreachable } from './unreachable-stations';

const made: Stations[] = [];
afterEach(() => {
  for (const stations of made.splice(0)) stations.dispose();
});

function stationsWith(...asked: string[]): Stations {
  const stations = unreachable(...asked);
  made.push(stations);
  return stations;
}

test('the current engine comes first and stays; the others are those that are asked for, in their order', () => {
  const stations = stationsWith('a', 'b', 'a');
  const [current, a, b] = stations.all;
  expect(stations.all.map((s) => s.asked)).toEqual([undefined, 'a', 'b']);
  stations.fit(['c', 'b']);
  expect(stations.all.map((s) => s.asked)).toEqual([undefined, 'c', 'b']);
  expect([stations.all[0], stations.all[2]]).toEqual([current, b]);
  expect(stations.all).not.toContain(a);
  stations.fit([]);
  expect(stations.several).toBe(false);
});

test('what is done for each engine is done for those that come later, and ends with those that go', () => {
  const stations = stationsWith('a');
  const told: string[] = [];
  const all = stations.each(({ asked = 'current' }) => {
    told.push(`+${asked}`);
    return { dispose: () => told.push(`-${asked}`) };
  });
  stations.fit(['b']);
  all.dispose();
  stations.fit(['c']);
  expect(told).toEqual(['+current', '+a', '-a', '+b', '-current', '-b']);
});

test('changes of all stores are told, and that an engine came or went', () => {
  const stations = stationsWith('a');
  const told: (string | undefined)[] = [];
  const end = stations.subscribe((change) => told.push(change?.kind));
  put(stations.all[1], on('t1', 'c1'));
  stations.fit(['a', 'b']);
  put(stations.all[2], on('t2', 'c2'));
  stations.fit([]);
  expect(told).toEqual(['list', undefined, 'list', undefined, undefined]);
  end();
  put(stations.main, on('t3', 'c3'));
  expect(told).toHaveLength(5);
});

test('it is known on which engine a row is: an engine’s, a topology’s, a node’s, a group’s', () => {
  const stations = stationsWith('a');
  const [current, a] = stations.all;
  put(current, on('t1', 'c1'));
  put(a, on('t2', 'c2'));
  for (const id of ['t2', 't2/n0', 't2#sentinels', a?.id, `${a?.id}#saved/x`])
    expect(stations.of(id)).toBe(a);
  for (const id of ['t1', 't1/n0', current?.id]) expect(stations.of(id)).toBe(current);
  for (const id of ['t3', '', undefined, 7]) expect(stations.of(id)).toBeUndefined();
});

test('an engine that is reached by two ways shows its topologies once', () => {
  const stations = stationsWith('a', 'b');
  const [current, a, b] = stations.all;
  put(current, on('t1', 'c1'));
  // A found topology has another id on each way; the container is the same.
  put(a, on('t1', 'c1'), on('found-x', 'c9'));
  put(b, on('found-y', 'c9'), on('t4', 'c4'));
  const shown = stations.topologies.map((one) => `${one.station.asked} ${one.topology.id}`);
  expect(shown).toEqual(['undefined t1', 'a found-x', 'b t4']);
});

test('an engine is named as the user named it, and one that is not shown is refused with those that are', () => {
  const stations = stationsWith('a');
  expect(stationOf(stations, 'a')).toBe(stations.all[1]);
  stations.main.lab.store.setEngine({ kind: 'ready', name: 'default', version: '1' });
  expect(stationOf(stations, 'default')).toBe(stations.main);
  expect(() => stationOf(stations, 'z')).toThrow('known: default, a');
});

test('when no engine can be asked, who looks for a topology is told why', async () => {
  await expect(placed(stationsWith('a'), 't1')).rejects.toThrow('no engine current');
});
