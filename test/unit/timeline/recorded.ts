import { readFileSync } from 'node:fs';
import type { Answer, NodeSnapshot, TopologySnapshot } from '../../../src/model/snapshot';
import { render } from '../../../src/model/text';
import { aboutContainer, engineNote } from '../../../src/model/timeline/engine-notes';
import type { TimelineEntry } from '../../../src/model/timeline/entry';
import { sentinelNote } from '../../../src/model/timeline/sentinel-notes';
import { Timeline } from '../../../src/model/timeline/timeline';
import { observed, sentinel, topology } from '../model/observed';

/** A failover of a killed master, its return, and a failover by hand, as they were recorded on real servers. */
export interface Recording {
  readonly image: string;
  readonly nodes: readonly {
    name: string;
    ip: string;
    port: number;
    intended: NodeSnapshot['intended'];
    index: number;
    containerId: string;
  }[];
  readonly events: readonly { action: string; node: string; exitCode?: number; at: number }[];
  readonly messages: readonly (readonly [sentinel: string, at: number, channel: string, payload: string])[];
}

export const RECORDINGS = ['redis-7.0', 'redis-8.0', 'valkey-9.1'].map(
  (name): Recording =>
    JSON.parse(readFileSync(new URL(`fixtures/sentinel-${name}.json`, import.meta.url), 'utf8')),
);

const says = sentinel({ masterName: 'sessions', downAfterMs: 1000 });

const withRunId = (answer: Answer, myId: string): Answer =>
  answer.kind === 'sentinel' ? { ...answer, myId } : answer;

/** The topology a recording was made of, with sentinels that answered. */
export function snapshotOf({ nodes, messages }: Recording): TopologySnapshot {
  const leaders = messages.flatMap(([, , channel, payload]) =>
    channel === '+config-update-from' ? [payload.split(' ')] : [],
  );
  const runIdAt = (ip: string) => leaders.find(([, , address]) => address === ip)?.[1] ?? '';
  return topology(
    'sentinel',
    nodes.map(({ name, ip, port, intended, index, containerId }) =>
      observed(index, intended === 'sentinel' ? withRunId(says, runIdAt(ip)) : { kind: 'pending' }, {
        id: `t/${name}`,
        name,
        port,
        intended,
        shard: intended === 'sentinel' ? undefined : 0,
        container: { id: containerId, name, ip },
      }),
    ),
  );
}

/** Plays a recording's events and messages, in the order of their times. */
export function play(recording: Recording, until = Number.POSITIVE_INFINITY): Timeline {
  const snapshot = snapshotOf(recording);
  const timeline = new Timeline();
  const node = (name: string) => {
    const found = snapshot.nodes.find((n) => n.name === name);
    if (!found) throw new Error(`no node ${name}`);
    return found;
  };
  const events = recording.events.map((event) => ({
    at: event.at,
    note: () => engineNote(event, node(event.node), timeline.stateOf(aboutContainer(`t/${event.node}`))),
  }));
  const messages = recording.messages.map(([by, at, channel, payload]) => ({
    at,
    note: () => sentinelNote(snapshot, node(by), channel, payload, at),
  }));
  for (const { at, note } of [...events, ...messages].sort((a, b) => a.at - b.at)) {
    const made = at <= until ? note() : undefined;
    if (made) timeline.add(made);
  }
  return timeline;
}

/** An entry as a user reads it, unfolded. */
export function read(entry: TimelineEntry): string[] {
  return [
    `${entry.kind}: ${render(entry.what)}`,
    ...(entry.steps ?? []).map((s) => `+${s.offsetMs} ${render(s.what)}`),
  ];
}
