import type { Finding } from './findings/finding';
import { troubles, worse } from './node-health';
import type { Health, TopologySnapshot } from './snapshot';
import { joinTexts, type Text, text } from './text';
import { shortHealth, topologyHealth } from './topology-health';

/** More findings than these are counted: a section of their own has them all. */
const MOST = 3;

/** What is to be mended; the rest is for information, and leaves the health as it is. */
const seriousIn = (findings: readonly Finding[]) => findings.filter((f) => f.severity !== 'info');

/**
 * How a topology is, findings included: the worst of them first, then what is not well with nodes that none of them is
 * about. What a finding says is not said again.
 */
export function diagnosedHealth(snapshot: TopologySnapshot, findings: readonly Finding[]): Health {
  const plain = topologyHealth(snapshot);
  const serious = seriousIn(findings);
  const [worst] = serious;
  if (!worst || plain.level === 'off' || snapshot.state !== 'complete') return plain;
  const level = worst.severity === 'error' ? 'error' : 'warning';
  const said = serious.slice(0, MOST).map((f) => f.what);
  if (serious.length > MOST) said.push(text('{0} more findings', serious.length - MOST));
  // An error that no finding tells of yet is told before them.
  const unexplained = plain.level === 'error' && level !== 'error';
  const sentence = joinTexts(
    unexplained ? [plain.sentence, ...said] : [...said, ...others(snapshot, serious)],
    '; ',
  );
  return { level: worse(plain.level, level), sentence: sentence ?? worst.what };
}

function others(snapshot: TopologySnapshot, findings: readonly Finding[]): readonly Text[] {
  const told = new Set(findings.flatMap((f) => f.nodes));
  return troubles(
    snapshot.nodes.filter((n) => !told.has(n.id)),
    snapshot,
  ).texts;
}

/** The same in so few words that a row has room for them. */
export function shortDiagnosis(snapshot: TopologySnapshot, findings: readonly Finding[]): Text {
  const [worst, ...more] = seriousIn(findings);
  const { level } = topologyHealth(snapshot);
  if (!worst || level === 'off' || (level === 'error' && worst.severity !== 'error'))
    return shortHealth(snapshot);
  return more.length === 0 ? worst.what : text('{0} (and {1} more)', worst.what, more.length);
}
