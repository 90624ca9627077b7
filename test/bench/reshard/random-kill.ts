import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Move, rangesOf } from '../../../src/model/moves/move';
import { openSlots } from '../../../src/model/moves/open-slots';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import { observedRole, ownSlots } from '../../../src/model/structure';
import { finishMigration } from '../../../src/operations/migration/finish';
import { undoMigration } from '../../../src/operations/migration/undo';
import type { Lab } from '../../../src/topology/lab';
import { Migrations } from '../../../src/topology/migrations';
import type { Say } from '../../lab/say';
import { missing } from './slot-data';

const work = { signal: new AbortController().signal, step() {} };

export interface KillRounds {
  readonly rounds: number;
  readonly seed: number;
  /** How many slots a mover is given. */
  readonly slots: number;
  /** It is killed within this after it began, ms. */
  readonly withinMs: number;
  /** As they were filled. */
  readonly keysPerSlot: number;
}

/** What was wrong after any of the rounds, and whether movers were hit while slots were open. */
export interface Killed {
  missing: number;
  open: number;
  /** Rounds in which slots were open after the kill. */
  hit: number;
}

/**
 * Again and again: a process that moves slots is killed at a random moment, then Finish and Undo in turn must leave every
 * key where it belongs and no slot open.
 */
export async function killMovers(
  lab: Lab,
  id: string,
  { rounds, seed, slots, withinMs, keysPerSlot }: KillRounds,
  say: Say,
): Promise<Killed> {
  say(`random kill: seed ${seed}`);
  const random = generator(seed);
  const killed: Killed = { missing: 0, open: 0, hit: 0 };
  for (let round = 0; round < rounds; round++) {
    await moveUntilKilled(id, randomMove(await asked(lab, id), slots, random), random() * withinMs);
    const open = openSlots(await asked(lab, id)).length;
    if (open > 0) killed.hit++;
    const close = round % 2 === 0 ? finishMigration : undoMigration;
    await close(lab, new Migrations(), id, work);
    const after = await asked(lab, id);
    const left = openSlots(after).length;
    const lost = await missing(lab, after, keysPerSlot);
    killed.open += left;
    killed.missing += lost;
    say(`round ${round + 1}: ${open} open when killed, ${left} after ${close.name}, ${lost} keys missing`);
  }
  return killed;
}

async function asked(lab: Lab, id: string): Promise<TopologySnapshot> {
  const topology = await lab.askAll(id);
  if (!topology) throw new Error('no topology');
  return topology;
}

/** From the master that has most to one of the others. */
function randomMove(topology: TopologySnapshot, slots: number, random: () => number): Move {
  const masters = topology.nodes
    .filter((n) => observedRole(n) === 'master')
    .map((n) => ({
      id: n.id,
      slots: ownSlots(n).flatMap(([a, b]) => Array.from({ length: b - a + 1 }, (_, i) => a + i)),
    }))
    .sort((a, b) => b.slots.length - a.slots.length);
  const [from, ...others] = masters;
  const to = others[Math.floor(random() * others.length)];
  if (!from || !to) throw new Error('no masters');
  const first = Math.floor(random() * Math.max(1, from.slots.length - slots));
  return { from: from.id, to: to.id, slots: rangesOf(from.slots.slice(first, first + slots)) };
}

/** Runs a mover in a process of its own and kills it some time after it began. */
async function moveUntilKilled(id: string, move: Move, afterMs: number): Promise<void> {
  const script = join(__dirname, 'move-until-killed.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, id, JSON.stringify([move])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  const began = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  await Promise.race([began, ended]);
  await sleep(afterMs);
  child.kill('SIGKILL');
  const code = await ended;
  if (code !== null && code !== 0) throw new Error(`the mover ended with ${code}`);
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
