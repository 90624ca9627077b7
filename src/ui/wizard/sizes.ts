import { nodeCount, type Spec } from '../../model/spec';
import { specProblems } from '../../model/spec-problems';
import { joinTexts, type Text, text } from '../../model/text';

/** How many nodes of each role; the words of the spec, one union member per shape. */
export type Size =
  | { readonly shape: 'replication'; readonly replicas: number }
  | {
      readonly shape: 'sentinel';
      readonly replicas: number;
      readonly sentinels: number;
      readonly quorum: number;
    }
  | { readonly shape: 'cluster'; readonly masters: number; readonly replicasPerMaster: number };

const replication = (replicas: number): Size => ({ shape: 'replication', replicas });
const sentinel = (replicas: number, sentinels: number): Size => ({
  shape: 'sentinel',
  replicas,
  sentinels,
  quorum: majority(sentinels),
});
const cluster = (masters: number, replicasPerMaster: number): Size => ({
  shape: 'cluster',
  masters,
  replicasPerMaster,
});

/** The sizes worth offering, the recommended one first. */
export const usualSizes: Readonly<Record<Spec['shape'], readonly Size[]>> = {
  replication: [replication(2), replication(1), replication(3), replication(5)],
  sentinel: [sentinel(2, 3), sentinel(1, 3), sentinel(3, 3), sentinel(2, 5), sentinel(4, 5)],
  cluster: [cluster(3, 1), cluster(3, 0), cluster(4, 1), cluster(5, 1), cluster(6, 1), cluster(3, 2)],
};

/** The quorum that fits a number of sentinels: more than half. */
export function majority(sentinels: number): number {
  return Math.floor(sentinels / 2) + 1;
}

/** The size a spec has now. */
export function sizeOf(spec: Spec): Size {
  switch (spec.shape) {
    case 'replication':
      return replication(spec.replicas);
    case 'sentinel':
      return { ...sentinel(spec.replicas, spec.sentinels), quorum: spec.quorum } as Size;
    case 'cluster':
      return cluster(spec.masters, spec.replicasPerMaster);
  }
}

/** The spec with another size; a size of another shape changes nothing. */
export function withSize(spec: Spec, size: Size): Spec {
  return spec.shape === size.shape ? ({ ...spec, ...size } as Spec) : spec;
}

export function sameSize(a: Size, b: Size): boolean {
  const numbers = (size: Size) => JSON.stringify(Object.entries(size).sort());
  return numbers(a) === numbers(b);
}

/** A size in words: "3 masters, 1 replica each". */
export function describeSize(size: Size): Text {
  switch (size.shape) {
    case 'replication':
      return text('1 master, {0}', replicas(size.replicas));
    case 'sentinel':
      return text(
        '1 master, {0}, {1}',
        replicas(size.replicas),
        size.sentinels === 1 ? text('1 sentinel') : text('{0} sentinels', size.sentinels),
      );
    case 'cluster':
      return size.replicasPerMaster === 0
        ? text('{0} masters, no replicas', size.masters)
        : text('{0} masters, {1} each', size.masters, replicas(size.replicasPerMaster));
  }
}

/** What a size costs: "6 containers", with the quorum where there is one. */
export function describeCost(spec: Spec): Text {
  const containers = text('{0} containers', nodeCount(spec));
  return spec.shape === 'sentinel' ? text('{0} · quorum {1}', containers, spec.quorum) : containers;
}

/** What is unwise about a size; undefined when nothing is. */
export function sizeWarnings(spec: Spec): Text | undefined {
  const warnings = specProblems(spec, []).filter((p) => p.severity === 'warning');
  return joinTexts(
    warnings.map((p) => p.what),
    ' ',
  );
}

function replicas(n: number): Text {
  return n === 1 ? text('1 replica') : text('{0} replicas', n);
}
