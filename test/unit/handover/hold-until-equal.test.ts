import { describe, expect, test } from 'vitest';
import { Cancelled, Failure } from '../../../src/model/failure';
import { silentLog } from '../../../src/model/log';
import { holdUntilEqual } from '../../../src/operations/handover/hold-until-equal';
import type { Actor } from '../../../src/operations/handover/party';
import type { NodeConnection, Reply } from '../../../src/redis/connection';

/** Stands for a node: answers as told, and remembers what it was sent. */
function actor(name: string, answer: (command: string) => string): Actor & { readonly sent: string[] } {
  const sent: string[] = [];
  const connection: Pick<NodeConnection, 'run' | 'batch'> = {
    async run(args): Promise<Reply> {
      sent.push(args.join(' '));
      return answer(args.join(' '));
    },
    async batch(commands) {
      return commands.map((c) => {
        sent.push(c.join(' '));
        return answer(c.join(' '));
      });
    },
  };
  return {
    name,
    sent,
    containerId: name,
    role: 'replica',
    shard: 0,
    address: '10.0.0.2',
    port: 1,
    connection: connection as NodeConnection,
    postMortem: async () => undefined,
    place: { id: name, name, ip: '10.0.0.2', port: 1 },
  };
}

/** A master at offset 100 with writes going on or held, and a replica that has `offset()`. */
function pair(offset: (held: boolean) => number) {
  let held = false;
  const m = actor('m', (command) => {
    if (command.startsWith('CLIENT PAUSE')) held = true;
    if (command === 'CLIENT UNPAUSE') held = false;
    return command.startsWith('INFO') ? 'role:master\nmaster_replid:x\nmaster_repl_offset:100' : 'OK';
  });
  const r = actor('r', () => {
    return `role:slave\nmaster_link_status:up\nmaster_replid:x\nslave_repl_offset:${offset(held)}`;
  });
  return { m, r, isHeld: () => held };
}
const count = (sent: readonly string[], begin: string) => sent.filter((s) => s.startsWith(begin)).length;
const signal = new AbortController().signal;

describe('writes are held until the replica has everything', () => {
  test('at once when it has', async () => {
    const { m, r, isHeld } = pair(() => 100);
    const hold = await holdUntilEqual(m, r, 'pause', 30, signal, silentLog);
    expect([isHeld(), hold.offset]).toEqual([true, 100]);
    await hold.release();
    expect(isHeld()).toBe(false);
  });

  test('tried anew, with writes going on between, and given up', async () => {
    const { m, r, isHeld } = pair((held) => (held ? 99 : 100));
    const error = await holdUntilEqual(m, r, 'pause', 10, signal, silentLog).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Failure);
    expect(error).toMatchObject({
      why: 'r lacks 1 bytes',
      message: expect.stringContaining('r did not have everything'),
    });
    expect([count(m.sent, 'CLIENT PAUSE 2000 WRITE'), count(m.sent, 'CLIENT UNPAUSE'), isHeld()]).toEqual([
      5,
      5,
      false,
    ]);
  });

  test('released when it is cancelled meanwhile', async () => {
    const abort = new AbortController();
    const { m, r, isHeld } = pair((held) => {
      if (held) abort.abort();
      return 100;
    });
    const error = await holdUntilEqual(m, r, 'pause', 30, abort.signal, silentLog).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Cancelled);
    expect(isHeld()).toBe(false);
  });

  test('on a node that is no master any more nothing is done', async () => {
    const { r } = pair(() => 100);
    const former = actor('m', () => 'role:slave\nmaster_replid:x\nmaster_repl_offset:100');
    const error = await holdUntilEqual(former, r, 'pause', 30, signal, silentLog).catch((e: unknown) => e);
    expect(error).toMatchObject({ message: 'm is not the master any more' });
    expect(former.sent.at(-1)).toBe('CLIENT UNPAUSE');
  });

  test('refusing writes is undone to what was set before', async () => {
    const { m, r } = pair(() => 100);
    const hold = await holdUntilEqual(m, r, 'refuse', 30, signal, silentLog);
    await hold.release();
    expect(m.sent.filter((s) => s.startsWith('CONFIG SET')).at(-1)).toBe(
      'CONFIG SET min-replicas-to-write 0',
    );
  });
});
