import { expect, test } from 'vitest';
import { homesOn } from '../../../src/ui/panel/homes';
import { NO_RECORDS } from '../../../src/ui/panel/page-feed';
import { on, put, stationsWith } from '../topology/unreachable-stations';

test('a panel’s home is the engine that has its topology, or else the current one', async () => {
  const stations = stationsWith('a', 'b');
  const [current, a] = stations.all;
  put(a, on('t1', 'c1'));
  const homes = homesOn(stations, NO_RECORDS.migrations);
  expect(homes.of('t1')).toMatchObject({ lab: a?.lab, records: { history: a?.history } });
  expect(homes.of('t2').lab).toBe(current?.lab);
  // After a reload: none of them can be reached, which is their state and no error of the panel.
  expect((await homes.find('t1')).lab).toBe(a?.lab);
  expect((await homes.find('t2')).lab).toBe(current?.lab);
  expect(stations.all.map(({ lab }) => lab.store.engine.kind)).toEqual(Array(3).fill('unavailable'));
  stations.dispose();
});
