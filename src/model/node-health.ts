import { formatDuration } from './format';
import { sentinelOpinionHealth } from './sentinel-opinion';
import type { Answer, Health, Level, NodeSnapshot, TopologySnapshot } from './snapshot';
import { type Text, text } from './text';

const health = (level: Level, sentence: Text): Health => ({ level, sentence });

/** What stands in the way of asking a node: its container's state. Undefined when it runs. */
export function containerHealth(node: NodeSnapshot): Health | undefined {
  const { state, status } = node.container;
  switch (state) {
    case 'running':
      return undefined;
    case 'paused':
      return health('warning', text('paused'));
    case 'restarting':
      return health('error', text('keeps restarting ({0})', status));
    case 'created':
      return health('off', text('never started'));
    case 'removing':
      return health('pending', text('being removed'));
    case 'absent':
      return health('error', text('no container of this engine has its address'));
    case 'dead':
      return health('error', text('dead: the engine could not remove it'));
    case 'exited':
      return /^Exited \((0|137|143)\)/.test(status)
        ? health('off', text('stopped'))
        : health('error', text('ended by itself: {0}', status));
  }
}

function unreachableHealth({ reason, cause, failure }: Unreachable, tls: NodeSnapshot['tls']): Health {
  if (failure) return health('error', failureText(failure));
  if (reason === 'trust') {
    const what = text('cannot be spoken to: {0}', cause);
    return health('error', failureText({ what, why: undefined, next: tls && FOUND_CERTIFICATES }));
  }
  if (reason === 'loading') return health('warning', text('loading its data'));
  if (reason === 'auth') return health('error', text('wants a password that is not known here: {0}', cause));
  return health('error', text('does not answer: {0}', cause));
}

type Unreachable = Extract<Answer, { kind: 'unreachable' }>;

const FOUND_CERTIFICATES = text(
  'Its own configuration says what is trusted: look at tls-ca-cert-file and tls-auth-clients there.',
);

/** What failed, why, and what to do next, as one text. */
function failureText({ what, why, next }: NonNullable<Unreachable['failure']>): Text {
  const said = why === undefined ? what : text('{0}: {1}', what, why);
  return next === undefined ? said : text('{0}. {1}', said, next);
}

/** How one node is, from its own last answer. */
export function nodeHealth(node: NodeSnapshot, snapshot: TopologySnapshot): Health {
  const stopped = containerHealth(node);
  if (stopped) return stopped;
  const { answer } = node;
  switch (answer.kind) {
    case 'pending':
    case 'notRunning':
      return health('pending', text('not asked yet'));
    case 'unreachable':
      return unreachableHealth(answer, node.tls);
    case 'sentinel':
      return sentinelOpinionHealth(answer, snapshot);
    case 'data': {
      if (answer.cluster?.state === 'fail') return health('error', text('says the cluster is down'));
      const r = answer.replication;
      if (r.role === 'master') return health('ok', text('master'));
      if (r.syncInProgress) return health('warning', text('copying its master’s data'));
      if (r.link === 'up') return health('ok', text('in sync'));
      const since = r.linkDownSeconds;
      return since === undefined || since <= 0
        ? health('warning', text('not linked to its master yet'))
        : health('warning', text('link to its master down for {0}', formatDuration(since * 1000)));
    }
  }
}

/** The nodes that are not well, each as "name: how", and how bad that is for the whole. */
export function troubles(
  nodes: readonly NodeSnapshot[],
  snapshot: TopologySnapshot,
): { level: Level; texts: Text[] } {
  const bad = nodes
    .map((n) => ({ n, h: nodeHealth(n, snapshot) }))
    .filter(({ h }) => h.level !== 'ok')
    .sort((a, b) => rank(b.h.level) - rank(a.h.level));
  const texts = bad.slice(0, 3).map(({ n, h }) => text('{0}: {1}', n.name, h.sentence));
  if (bad.length > 3) texts.push(text('{0} more', bad.length - 3));
  if (bad.length === 0) return { level: 'ok', texts };
  if (bad.every(({ h }) => h.level === 'pending')) return { level: 'pending', texts };
  return { level: 'warning', texts };
}

const order: readonly Level[] = ['ok', 'pending', 'off', 'warning', 'error'];
function rank(level: Level): number {
  return order.indexOf(level);
}

/** The worse of two. */
export function worse(a: Level, b: Level): Level {
  return rank(a) >= rank(b) ? a : b;
}
