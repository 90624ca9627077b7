import { expect, test } from 'vitest';
import { partsMeant } from '../../../src/ui/assistant/engine-meant';
import type { Parts } from '../../../src/ui/commands/parts';
import { stationsWith } from '../topology/unreachable-stations';

test('a tool works on the engine that its input names, and refuses one that is not shown', async () => {
  const stations = stationsWith('a');
  const at = (id: unknown) => ({ is: id });
  const parts = { stations, at } as unknown as Parts;
  expect(await partsMeant(parts, { name: 'x', engine: 'a' })).toEqual({ is: 'engine:a' });
  expect(await partsMeant(parts, { name: 'x' })).toBe(parts);
  await expect(partsMeant(parts, { engine: 'z' })).rejects.toThrow('The engine z is not shown');
  // Where it is cannot be found out while no engine can be asked.
  await expect(partsMeant(parts, { topology: 't' })).rejects.toThrow('no engine');
  stations.dispose();
});
