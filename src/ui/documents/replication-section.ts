import { formatBytes } from '../../model/format';
import { replicationFacts } from '../../model/parse/info';
import type { MasterFacts, ReplicaFacts } from '../../model/snapshot';
import { text } from '../../model/text';
import { note, type Part, rows, type Section } from './document';

/** How an address is called in this topology; undefined when no node of it has that address. */
export type NameOf = (ip: string, port: number) => string | undefined;

/** A node's role and replication, as the node itself tells it. */
export function replicationSection(info: ReadonlyMap<string, string>, nameOf: NameOf): Section {
  const facts = replicationFacts(info);
  const parts = facts.role === 'master' ? masterParts(facts, nameOf) : replicaParts(facts, nameOf);
  return { title: text('Role and replication'), parts };
}

function masterParts(facts: MasterFacts, nameOf: NameOf): Part[] {
  return [
    rows(
      [text('Role'), text('master')],
      [text('Offset'), String(facts.offset)],
      [text('Replication id'), facts.replicationId],
      [text('Backlog'), `${formatBytes(facts.backlogHeld)} / ${formatBytes(facts.backlogSize)}`],
    ),
    facts.replicas.length === 0
      ? note(text('No replica is linked to it.'))
      : {
          kind: 'table',
          head: [text('Replica'), text('State'), text('Offset'), text('Behind'), text('Acknowledged')],
          rows: facts.replicas.map((r) => [
            place(r.ip, r.port, nameOf),
            r.state,
            String(r.offset),
            formatBytes(Math.max(0, facts.offset - r.offset)),
            text('{0} s ago', r.lagSeconds),
          ]),
        },
  ];
}

function replicaParts(facts: ReplicaFacts, nameOf: NameOf): Part[] {
  const down = facts.linkDownSeconds;
  return [
    rows(
      [text('Role'), text('replica')],
      [text('Master'), place(facts.masterHost, facts.masterPort, nameOf)],
      [text('Link'), facts.link],
      [text('Link down for'), down === undefined || down < 0 ? undefined : text('{0} s', down)],
      [
        text('Master last heard'),
        facts.lastIoSeconds === undefined ? undefined : text('{0} s ago', facts.lastIoSeconds),
      ],
      [text('Copying the master’s data'), facts.syncInProgress ? text('yes') : text('no')],
      [text('Offset'), String(facts.offset)],
      [text('Replication id'), facts.replicationId],
      [text('Read only'), facts.readOnly ? text('yes') : text('no')],
      [text('Priority'), String(facts.priority)],
    ),
  ];
}

/** "orders-7001 (172.18.0.3:7001)", or the address alone. */
export function place(ip: string, port: number, nameOf: NameOf): string {
  const name = nameOf(ip, port);
  const address = `${ip}:${port}`;
  return name === undefined ? address : `${name} (${address})`;
}
