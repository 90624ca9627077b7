import type { NodeSnapshot } from '../../../src/model/snapshot';
import { NOW } from './nodes';

/** What the engine and the answers look like when a node is not well. */
export const stopped = (n: NodeSnapshot): NodeSnapshot => ({
  ...n,
  container: { ...n.container, state: 'exited', status: 'Exited (137) 6 seconds ago' },
  answer: { kind: 'notRunning', since: NOW - 6400 },
});

export const paused = (n: NodeSnapshot): NodeSnapshot => ({
  ...n,
  container: { ...n.container, state: 'paused', status: 'Up 3 hours (Paused)' },
  answer: { kind: 'notRunning', since: NOW - 6400 },
});

export const unreachable =
  (cause = 'connect ECONNREFUSED 172.30.4.12:6380') =>
  (n: NodeSnapshot): NodeSnapshot => ({
    ...n,
    answer: { kind: 'unreachable', since: NOW - 3100, cause, reason: 'refused' },
  });

/** A server that somebody else made, and that wants a password. */
export const locked = (n: NodeSnapshot): NodeSnapshot => ({
  ...n,
  answer: {
    kind: 'unreachable',
    since: NOW - 3100,
    cause: 'NOAUTH Authentication required.',
    reason: 'auth',
  },
});

export const notAsked = (n: NodeSnapshot): NodeSnapshot => ({ ...n, answer: { kind: 'pending' } });

export const linkDown =
  (seconds: number) =>
  (n: NodeSnapshot): NodeSnapshot => {
    if (n.answer.kind !== 'data' || n.answer.replication.role !== 'replica')
      throw new Error(`${n.name} is no replica`);
    const replication = {
      ...n.answer.replication,
      link: 'down' as const,
      linkDownSeconds: seconds,
      lastIoSeconds: undefined,
    };
    return { ...n, answer: { ...n.answer, replication } };
  };
