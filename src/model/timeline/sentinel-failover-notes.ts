import { formatBytes } from '../format';
import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { type Text, text } from '../text';
import type { Note, Part } from './note';
import { type Heard, named, SENTINEL_SHARD, says } from './sentinel-heard';
import { parseSwitch } from './sentinel-message';

const step: Part = { role: 'step', shard: SENTINEL_SHARD };

/** A message that is a step of a failover, in plain words; undefined for all others. */
export function sentinelFailoverNote(heard: Heard): Note | undefined {
  const { message, snapshot, sentinel } = heard;
  const { event, instance, payload, rest } = message;
  const by = sentinel.name;
  if (event === '+switch-master') return switched(heard);
  if (event === '+vote-for-leader') return voted(heard, payload);
  if (!instance) return undefined;
  const { node, name } = named(snapshot, instance);
  const nodes = node ? [node.id] : [];
  const begin: Part = { role: 'begin', shard: SENTINEL_SHARD, old: node?.id };
  switch (event) {
    case '+odown': {
      const [, agree, needed] = /#quorum (\d+)\/(\d+)/.exec(rest) ?? [];
      const what = text(
        'agreed: {0} is down ({1} sentinels, {2} needed)',
        name,
        Number(agree),
        Number(needed),
      );
      const part = node && ({ role: 'suspicion', shard: SENTINEL_SHARD, node: node.id } as const);
      return says(heard, `agreed ${name}`, 'down', what, { nodes, severity: 'error', ...(part && { part }) });
    }
    case '+try-failover':
      return says(heard, 'try', by, text('wants to fail over {0}', name), { by, nodes, part: begin });
    case '+elected-leader':
      return says(heard, 'leader', by, text('leads the failover'), { by, part: begin });
    case '+failover-state-wait-start':
      return says(heard, 'state', event, text('the failover is about to begin'), { part: step });
    case '+failover-state-select-slave':
      return says(heard, 'state', event, text('a replica is being chosen'), { part: step });
    case '+selected-slave':
      return says(heard, 'chosen', name, chosen(node, name, snapshot), { nodes, part: step });
    case '+failover-state-send-slaveof-noone':
      return says(heard, 'state', event, text('{0} is told to become master', name), { nodes, part: step });
    case '+failover-state-wait-promotion':
      return says(heard, 'state', event, text('waiting until {0} is master', name), { nodes, part: step });
    case '+promoted-slave': {
      const promotion: Part = {
        role: 'promotion',
        shard: SENTINEL_SHARD,
        node: node?.id ?? name,
        old: undefined,
      };
      const said = says(heard, `role ${node?.id ?? name}`, 'master', text('{0} is master', name), { nodes });
      return { ...said, severity: 'good', part: promotion };
    }
    case '+failover-state-reconf-slaves':
      return says(heard, 'state', event, text('the other replicas are told to follow'), { part: step });
    case '+slave-reconf-sent':
      return says(heard, `reconf ${name}`, 'sent', text('{0} is told to follow', name), {
        nodes,
        part: step,
      });
    case '+slave-reconf-inprog':
      return says(heard, `reconf ${name}`, 'begun', text('{0} connects to the new master', name), {
        nodes,
        part: step,
      });
    case '+slave-reconf-done': {
      const part: Part = { role: 'follows', shard: SENTINEL_SHARD, node: node?.id ?? name };
      return says(heard, `follows ${node?.id ?? name}`, 'new', text('{0} follows', name), {
        nodes,
        severity: 'good',
        part,
      });
    }
    case '+failover-state-update-config':
      return says(heard, 'state', event, text('the new master is taken over into the configuration'), {
        part: step,
      });
    case '+failover-end':
    case '+failover-end-for-timeout':
      return says(
        heard,
        'end',
        event,
        event === '+failover-end'
          ? text('the failover is complete')
          : text('the failover ended before every replica followed'),
        {
          part: { role: 'end', shard: SENTINEL_SHARD },
        },
      );
    default:
      return event.startsWith('-failover-abort') ? aborted(heard, name) : undefined;
  }
}

function aborted(heard: Heard, name: string): Note {
  const reasons: Readonly<Record<string, Text>> = {
    '-failover-abort-not-elected': text('no sentinel got enough votes'),
    '-failover-abort-no-good-slave': text('no replica is good enough'),
    '-failover-abort-slave-timeout': text('the chosen replica did not become master in time'),
    '-failover-abort-master-is-back': text('the master is back'),
  };
  const { event } = heard.message;
  const what = text('gives up the failover of {0}: {1}', name, reasons[event] ?? event);
  const part: Part = { role: 'abort', shard: SENTINEL_SHARD };
  return says(heard, 'end', event, what, { by: heard.sentinel.name, severity: 'error', part });
}

function voted(heard: Heard, payload: string): Note {
  const [runId = '', epoch = ''] = payload.split(' ');
  const leader = heard.snapshot.nodes.find((n) => n.answer.kind === 'sentinel' && n.answer.myId === runId);
  const what = text('vote for {0}, epoch {1}', leader?.name ?? runId.slice(0, 8), epoch);
  return says(heard, 'vote', payload, what, { by: heard.sentinel.name, part: step });
}

function switched(heard: Heard): Note | undefined {
  const change = parseSwitch(heard.message.payload);
  if (!change) return undefined;
  const { node, name } = named(heard.snapshot, change.now);
  const nodes = node ? [node.id] : [];
  const what = text('clients are told: {0}', name);
  return says(heard, 'told', name, what, { by: heard.sentinel.name, nodes, part: step });
}

/** Says how good a choice it is: how far it is behind the replica that has most. */
function chosen(node: NodeSnapshot | undefined, name: string, snapshot: TopologySnapshot): Text {
  const offset = (n: NodeSnapshot | undefined) =>
    n?.answer.kind === 'data' && n.answer.replication.role === 'replica'
      ? n.answer.replication.offset
      : undefined;
  const mine = offset(node);
  if (mine === undefined) return text('{0} is chosen', name);
  const most = Math.max(...snapshot.nodes.map((n) => offset(n) ?? 0));
  return text('{0} is chosen: {1} behind the most up-to-date replica', name, formatBytes(most - mine));
}
