import type { NodeSnapshot, TopologySnapshot } from '../snapshot';
import { text } from '../text';
import type { Severity } from './entry';
import type { Note } from './note';
import { sentinelFailoverNote } from './sentinel-failover-notes';
import { type Heard, named, SENTINEL_SHARD, says } from './sentinel-heard';
import { parseSentinelMessage } from './sentinel-message';

/** What others tell better: nodes their roles, the switch its epoch, the snapshot who knows whom. */
const NOT_TOLD = new Set([
  '+new-epoch',
  '+config-update-from',
  '+role-change',
  '-role-change',
  '-odown',
  '+set',
]);

/** A sentinel's message in plain words; undefined for what something else tells better. */
export function sentinelNote(
  snapshot: TopologySnapshot,
  sentinel: NodeSnapshot,
  channel: string,
  payload: string,
  at: number,
): Note | undefined {
  if (NOT_TOLD.has(channel) || channel === '__sentinel__:hello') return undefined;
  const heard = { message: parseSentinelMessage(channel, payload), snapshot, sentinel, at };
  const { masterName } = heard.message;
  // A sentinel may watch over other masters too, which are none of this topology's.
  if (masterName !== undefined && masterName !== watchedName(heard)) return verbatim(heard);
  if (isFoundAnew(heard)) return undefined;
  return sentinelFailoverNote(heard) ?? instanceNote(heard) ?? ownNote(heard);
}

/** Known nodes are found anew after each switch; only a stranger is worth a line. */
function isFoundAnew({ message: { event, instance }, snapshot }: Heard): boolean {
  if (event !== '+slave' && event !== '+sentinel') return false;
  return instance !== undefined && named(snapshot, instance).node !== undefined;
}

function watchedName({ sentinel, snapshot }: Heard): string {
  const view = sentinel.answer.kind === 'sentinel' ? sentinel.answer.views[0] : undefined;
  return view?.masterName ?? snapshot.name;
}

function instanceNote(heard: Heard): Note | undefined {
  const { message, snapshot, sentinel } = heard;
  const { instance, event } = message;
  if (!instance) return undefined;
  const { node, name } = named(snapshot, instance);
  const nodes = node ? [node.id] : [];
  const by = sentinel.name;
  const about = `seen ${name}`;
  const watched = instance.kind !== 'sentinel' && node;
  const part = (role: 'suspicion' | 'recovery') =>
    watched ? { part: { role, shard: SENTINEL_SHARD, node: node.id } as const } : {};
  switch (event) {
    case '+sdown':
      return says(heard, about, 'down', isDown(heard, name), {
        by,
        nodes,
        severity: 'warning',
        ...part('suspicion'),
      });
    case '-sdown':
      return says(heard, about, 'up', text('{0} answers again', name), {
        by,
        nodes,
        severity: 'good',
        ...part('recovery'),
      });
    case '+convert-to-slave':
      return says(heard, `made replica ${name}`, 'told', text('{0} is told to be a replica again', name), {
        nodes,
      });
    case '+fix-slave-config':
      return says(
        heard,
        `made replica ${name}`,
        'fixed',
        text('{0} is told to follow the right master', name),
        { by, nodes },
      );
    case '+reboot':
      return says(heard, `rebooted ${name}`, 'restarted', text('{0} was restarted', name), {
        by,
        nodes,
        severity: 'warning',
      });
    case '+reset-master':
      return says(heard, 'watch', 'reset', text('forgets what it knew of {0}', name), { by, nodes });
    case '+monitor':
      return says(heard, 'watch', 'begun', text('watches over {0}', name), { by, nodes });
    case '+slave':
    case '+sentinel':
      return says(heard, `found ${name}`, event, text('found {0}', name), { by, nodes });
    default:
      return undefined;
  }
}

function isDown({ sentinel }: Heard, name: string) {
  const view = sentinel.answer.kind === 'sentinel' ? sentinel.answer.views[0] : undefined;
  return view
    ? text('{0} is down (no answer for {1} s)', name, view.downAfterMs / 1000)
    : text('{0} is down', name);
}

function ownNote(heard: Heard): Note {
  const by = heard.sentinel.name;
  const told = (state: string, what: Note['what'], severity: Severity) =>
    says(heard, `tilt ${by}`, state, what, { by, severity });
  switch (heard.message.event) {
    case '+tilt':
      return told(
        'on',
        text('is in TILT mode: its clock jumped or it was too slow; it only watches'),
        'warning',
      );
    case '-tilt':
      return told('off', text('is out of TILT mode'), 'good');
    default:
      return verbatim(heard);
  }
}

/** What we have no words for, in the sentinel's own. */
function verbatim(heard: Heard): Note {
  const { event, payload } = heard.message;
  return says(heard, `said ${event}`, payload, text('{0} {1}', event, payload), { by: heard.sentinel.name });
}
