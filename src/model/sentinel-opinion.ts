import type { SentinelView } from './sentinel-view';
import type { Answer, Health, TopologySnapshot } from './snapshot';
import { text } from './text';

type SentinelAnswer = Extract<Answer, { kind: 'sentinel' }>;

/** Every answering sentinel's view of the topology's master. */
export function sentinelViews(snapshot: TopologySnapshot): { node: string; view: SentinelView }[] {
  return snapshot.nodes.flatMap((n) =>
    n.answer.kind === 'sentinel' ? n.answer.views.map((view) => ({ node: n.name, view })) : [],
  );
}

/** The master address that most answering sentinels name. */
export function majorityMaster(snapshot: TopologySnapshot): string | undefined {
  const votes = new Map<string, number>();
  for (const { view } of sentinelViews(snapshot)) {
    const address = `${view.masterIp}:${view.masterPort}`;
    votes.set(address, (votes.get(address) ?? 0) + 1);
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/**
 * What the sentinels call the topology's master: the name that most of them monitor it under. Where none says, the
 * topology's own, which is what ours are told.
 */
export function monitoredName(snapshot: TopologySnapshot): string {
  const votes = new Map<string, number>();
  for (const { view } of sentinelViews(snapshot))
    votes.set(view.masterName, (votes.get(view.masterName) ?? 0) + 1);
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0] ?? snapshot.name;
}

/** How one sentinel is, from what it says itself. */
export function sentinelOpinionHealth(answer: SentinelAnswer, snapshot: TopologySnapshot): Health {
  const [view] = answer.views;
  if (!view) return { level: 'warning', sentence: text('monitors nothing') };
  if (answer.tilt) return { level: 'warning', sentence: text('in TILT mode: it only watches') };
  if (`${view.masterIp}:${view.masterPort}` !== majorityMaster(snapshot)) {
    return {
      level: 'warning',
      sentence: text('names another master: {0}:{1}', view.masterIp, view.masterPort),
    };
  }
  if (view.failoverState)
    return { level: 'warning', sentence: text('failing over: {0}', view.failoverState) };
  if (!view.quorumVerdict.startsWith('OK'))
    return { level: 'error', sentence: text('{0}', view.quorumVerdict) };
  if (view.flags.includes('o_down'))
    return { level: 'warning', sentence: text('agreed with others: the master is down') };
  if (view.flags.includes('s_down')) return { level: 'warning', sentence: text('thinks the master is down') };
  return { level: 'ok', sentence: text('quorum reachable') };
}
