import { expect, test } from 'vitest';
import { aboutContainer, engineNote } from '../../../src/model/timeline/engine-notes';
import { Timeline } from '../../../src/model/timeline/timeline';
import { observed } from '../model/observed';
import { read } from './recorded';

/** What a timeline says after these events of one node, each a second after the other unless told otherwise. */
function after(
  ...events: readonly (string | { action: string; exitCode?: number; at?: number })[]
): string[] {
  const timeline = new Timeline();
  const node = observed(0, { kind: 'pending' });
  for (const [i, given] of events.entries()) {
    const event = typeof given === 'string' ? { action: given } : given;
    const note = engineNote({ at: i * 1000, ...event }, node, timeline.stateOf(aboutContainer(node.id)));
    if (note) timeline.add(note);
  }
  return timeline.latest(20).flatMap(read);
}

const die = (exitCode: number) => ({ action: 'die', exitCode });

test('a stop is one entry, not a signal, a death and a stop', () => {
  expect(after('kill', die(0), 'network disconnect', 'stop')).toEqual(['engine: n0 stopped']);
});

test('a kill, a crash, a signal and the kernel are told apart', () => {
  expect(after('kill', die(137), 'network disconnect')).toEqual(['engine: n0 was killed (exit code 137)']);
  expect(after(die(1))).toEqual(['engine: n0 ended by itself (exit code 1)']);
  expect(after('kill', die(143))).toEqual(['engine: n0 was ended by a signal (exit code 143)']);
  expect(after('oom', die(137))).toEqual([
    'engine: n0 was ended by the kernel: out of memory (exit code 137)',
  ]);
  expect(after('kill')).toEqual(['engine: n0 was sent a signal']);
});

test('a restart is a stop and a start; every end and every start touches the network, which is not told', () => {
  expect(after('kill', die(0), 'network disconnect', 'stop', 'network connect', 'start', 'restart')).toEqual([
    'engine: n0 stopped',
    'engine: n0 started',
  ]);
});

test('a running container that is cut off its network is told', () => {
  expect(after('start', 'network disconnect', 'network connect')).toEqual([
    'engine: n0 started',
    'engine: n0 was cut off from its network',
    'engine: n0 is on its network again',
  ]);
});

test('pause, unpause, create and destroy are told; names of health checks are not', () => {
  expect(after('create', 'start', 'pause', 'unpause', 'health_status: healthy', 'rename', 'destroy')).toEqual(
    [
      'engine: n0: container made',
      'engine: n0 started',
      'engine: n0 paused',
      'engine: n0 goes on',
      'engine: n0: container removed',
    ],
  );
});
