import type { Level, NodeSnapshot } from '../../src/model/snapshot';
import type { Described } from '../elements';
import { mark } from '../marks';
import { memoEach } from '../memo';
import type { Acts, Scene } from '../scene';
import { nodeButton } from './table';

/** A node's mark and name, as the way to its details. The same in every table, and described anew only when it changes. */
export const nodeName = (node: NodeSnapshot, { healthOf, act }: Scene): Described =>
  remembered(node.id, node.id, node.name, healthOf(node).level, act);

const remembered = memoEach((id: string, name: string, level: Level, { select }: Acts) =>
  nodeButton(name, () => select(id), mark(level)),
);
