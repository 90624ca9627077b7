import { expect, test } from 'vitest';
import type { ContainerRow } from '../../../src/docker/containers';
import type { ContainerState } from '../../../src/model/snapshot';
import { Deaths } from '../../../src/topology/deaths';

const event = (action: string, containerId = 'a') => ({
  action,
  containerId,
  containerName: containerId,
  at: 0,
  ...(action === 'die' ? { exitCode: 137 } : {}),
});
const row = (id: string, state: ContainerState): ContainerRow =>
  ({ facts: { id, name: id, state, status: `listed as ${state}` } }) as ContainerRow;
const states = (rows: readonly ContainerRow[]) => rows.map(({ facts }) => `${facts.state}: ${facts.status}`);

test('who is told to be dead is shown so while the list is behind, and no longer', () => {
  const deaths = new Deaths();
  expect(deaths.pending).toBe(false);
  deaths.hear(event('die'), 0);
  const behind = [row('a', 'running'), row('b', 'running')];
  expect(states(deaths.correct(behind, 100))).toEqual(['exited: Exited (137)', 'running: listed as running']);
  expect(deaths.pending).toBe(true);
  expect(states(deaths.correct([row('a', 'exited'), row('b', 'running')], 300))).toEqual([
    'exited: listed as exited',
    'running: listed as running',
  ]);
  expect(deaths.pending).toBe(false);
});

test('who was paused when it died is dead too', () => {
  const deaths = new Deaths();
  deaths.hear(event('die'), 0);
  expect(states(deaths.correct([row('a', 'paused')], 100))).toEqual(['exited: Exited (137)']);
});

test.each(['start', 'destroy'])('after “%s” the list is right', (action) => {
  const deaths = new Deaths();
  deaths.hear(event('die'), 0);
  deaths.hear(event(action), 10);
  expect(deaths.pending).toBe(false);
  expect(states(deaths.correct([row('a', 'running')], 100))).toEqual(['running: listed as running']);
});

test('a list that goes on saying that it runs is believed in the end: a start may have gone unheard', () => {
  const deaths = new Deaths();
  deaths.hear(event('die'), 0);
  expect(states(deaths.correct([row('a', 'running')], 9000))).toEqual(['exited: Exited (137)']);
  expect(states(deaths.correct([row('a', 'running')], 11_000))).toEqual(['running: listed as running']);
  expect(deaths.pending).toBe(false);
});

test('who restarts by itself is listed as that', () => {
  const deaths = new Deaths();
  deaths.hear(event('die'), 0);
  expect(states(deaths.correct([row('a', 'restarting')], 100))).toEqual(['restarting: listed as restarting']);
  expect(deaths.pending).toBe(false);
});

test('a list that was asked for before the death says nothing of it', () => {
  const deaths = new Deaths();
  deaths.hear(event('die'), 100);
  deaths.correct([row('a', 'created')], 50);
  expect(states(deaths.correct([row('a', 'running')], 150))).toEqual(['exited: Exited (137)']);
});
