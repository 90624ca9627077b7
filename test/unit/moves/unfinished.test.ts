import { describe, expect, test } from 'vitest';
import type { OpenSlot, SlotRange } from '../../../src/model/cluster-view';
import { planClosing } from '../../../src/model/moves/closing-plan';
import { chooseMethod, movesWholeSlots } from '../../../src/model/moves/method';
import { unfinishedSlots } from '../../../src/model/moves/unfinished';
import type { Answer, NodeSnapshot } from '../../../src/model/snapshot';
import { render } from '../../../src/model/text';
import { master, observed, replica, topology, view } from '../model/observed';

const OWNERS: Record<string, SlotRange[]> = { a: [[0, 99]], b: [[100, 16_383]] };
const REPLICAS = { ra: 'a', rb: 'b' };

const opened = (
  me: string,
  open: readonly OpenSlot[],
  owners = OWNERS,
  replicas: Record<string, string> = REPLICAS,
) => {
  const seen = view(me, owners, replicas);
  return seen && { ...seen, open };
};
const importing = (slot: number, peerId: string): OpenSlot => ({ slot, kind: 'importing', peerId });
const migrating = (slot: number, peerId: string): OpenSlot => ({ slot, kind: 'migrating', peerId });
const at = (number: number, answer: Answer, shard: number): NodeSnapshot =>
  observed(number, answer, { shard });

/** Masters a (n0) and b (n1), their replicas n2 and n3, with what they say is open. */
function cluster(open: Partial<Record<'a' | 'b' | 'ra' | 'rb', OpenSlot[]>>, owners = OWNERS) {
  return topology('cluster', [
    at(0, master(1, [], opened('a', open.a ?? [], owners)), 0),
    at(1, master(1, [], opened('b', open.b ?? [], owners)), 1),
    at(2, replica(0, 'up', opened('ra', open.ra ?? [], owners)), 0),
    at(3, replica(1, 'up', opened('rb', open.rb ?? [], owners)), 1),
  ]);
}

const closing = (snapshot: ReturnType<typeof cluster>) =>
  unfinishedSlots(snapshot).map((slot) => planClosing(snapshot, slot));

describe('an open slot', () => {
  test('that both ends know goes on to its target', () => {
    expect(closing(cluster({ a: [migrating(7, 'b')], b: [importing(7, 'a')] }))).toEqual([
      { kind: 'forward', slot: 7, from: 't/n0', to: 't/n1' },
    ]);
  });

  test('that only one end knows does too: keys may be on both sides', () => {
    for (const said of [{ a: [migrating(7, 'b')] }, { b: [importing(7, 'a')] }])
      expect(closing(cluster(said))).toEqual([{ kind: 'forward', slot: 7, from: 't/n0', to: 't/n1' }]);
  });

  test('that the target owns already is settled', () => {
    const given = { a: [], b: [[0, 16_383]] } satisfies Record<string, SlotRange[]>;
    expect(closing(cluster({ a: [migrating(7, 'b')] }, given))).toEqual([
      { kind: 'settle', slot: 7, owner: 't/n1', ends: [{ node: 't/n0', kind: 'migrating' }] },
    ]);
  });

  test('that only a replica speaks of is closed by way of its master', () => {
    expect(closing(cluster({ rb: [importing(7, 'a')] }))).toEqual([
      { kind: 'settle', slot: 7, owner: 't/n0', ends: [{ node: 't/n1', kind: 'importing' }] },
    ]);
    expect(closing(cluster({ b: [importing(7, 'a')], rb: [importing(7, 'a')] }))).toHaveLength(1);
  });

  test('goes on to the replica that took the place of a target that died', () => {
    const owners = { a: [[0, 99]], rb: [[100, 16_383]] } satisfies Record<string, SlotRange[]>;
    const open = (me: string, slots: OpenSlot[]) => opened(me, slots, owners, { b: 'rb' });
    const snapshot = topology('cluster', [
      at(0, master(1, [], open('a', [migrating(7, 'b')])), 0),
      observed(1, { kind: 'notRunning', since: 1 }, { shard: 1, container: { state: 'exited' } }),
      at(3, master(1, [], open('rb', [])), 1),
    ]);
    expect(closing(snapshot)).toEqual([{ kind: 'forward', slot: 7, from: 't/n0', to: 't/n3' }]);
  });

  test('is stuck when its owner does not answer, with the reason', () => {
    const snapshot = topology('cluster', [
      observed(0, { kind: 'unreachable', since: 1, cause: 'timeout', reason: 'timeout' }),
      at(1, master(1, [], opened('b', [importing(7, 'a')])), 1),
    ]);
    const [found] = closing(snapshot);
    expect(found?.kind === 'stuck' && render(found.why)).toContain('slot 7');
  });
});

describe('the method', () => {
  const facts = (product: 'redis' | 'valkey', version: string) => {
    const answer = master();
    if (answer.kind !== 'data') throw new Error('no data');
    return { ...answer, server: { ...answer.server, product, version } };
  };

  test('is atomic from Valkey 9.0 and Redis 8.4 on', () => {
    const can = (product: 'redis' | 'valkey', version: string) =>
      movesWholeSlots(facts(product, version).server);
    expect([can('redis', '8.2.1'), can('redis', '8.4.0'), can('redis', '10.0.0')]).toEqual([
      false,
      true,
      true,
    ]);
    expect([can('valkey', '8.1.3'), can('valkey', '9.0.0'), can('valkey', '9.1.2')]).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('is atomic only if every node involved can, and says which cannot', () => {
    const moves = [{ from: 't/n0', to: 't/n1', slots: [[0, 1]] as const }];
    const of = (...answers: Answer[]) =>
      chooseMethod(
        topology(
          'cluster',
          answers.map((a, i) => observed(i, a)),
        ),
        moves,
      );
    expect(of(facts('valkey', '9.1.2'), facts('valkey', '9.1.2')).method).toBe('atomic');
    const mixed = of(facts('valkey', '9.1.2'), facts('valkey', '8.1.3'));
    expect(mixed.method).toBe('keyByKey');
    expect(render(mixed.why)).toContain('n1 (valkey 8.1.3)');
  });
});
