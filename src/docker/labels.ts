import type { IntendedRole } from '../model/snapshot';
import type { Shape, Spec } from '../model/spec';
import { readSpec } from './spec-label';

const PREFIX = 'redis-topology-lab.';

/** The labels by which everything we make is known again: the engine is the only database. */
export const LABEL = {
  /** The topology's id. */
  topology: `${PREFIX}topology`,
  /** The topology's name. */
  name: `${PREFIX}name`,
  shape: `${PREFIX}shape`,
  /** The node's name. */
  node: `${PREFIX}node`,
  role: `${PREFIX}role`,
  index: `${PREFIX}index`,
  shard: `${PREFIX}shard`,
  /** The server's port inside its container. */
  port: `${PREFIX}port`,
  /** What the user asked for, as JSON. */
  spec: `${PREFIX}spec`,
  /** How many nodes the plan has. */
  nodes: `${PREFIX}nodes`,
  /** On nodes that were added to a topology later: which addition. They are finished or removed together. */
  addition: `${PREFIX}addition`,
  /** On the volumes of saved data, which belong to no topology: its id, its name, the topology that it is of. */
  saved: `${PREFIX}saved`,
  savedName: `${PREFIX}saved-name`,
  savedFrom: `${PREFIX}saved-from`,
  /** On the volume that says that saved data is complete: what it is, as JSON. */
  savedRecord: `${PREFIX}saved-record`,
  /** On containers that we hold for a moment; they are no nodes. */
  held: `${PREFIX}held`,
  /** Of this set of labels. */
  version: `${PREFIX}version`,
} as const;

const VERSION = '1';

/** What a container's labels say of the node in it. */
export interface NodeLabels {
  readonly topology: string;
  readonly name: string;
  readonly shape: Shape;
  readonly node: string;
  readonly role: IntendedRole;
  readonly index: number;
  readonly shard: number | undefined;
  readonly port: number;
  /** How many nodes were planned together: the topology's, or those of an addition. */
  readonly nodes: number;
  /** Undefined: made with the topology. */
  readonly addition?: string | undefined;
  readonly spec: Spec | undefined;
}

const SHAPES: readonly string[] = ['replication', 'sentinel', 'cluster'] satisfies Shape[];
const ROLES: readonly string[] = ['master', 'replica', 'sentinel'] satisfies IntendedRole[];

/** The labels to put on a node's container. */
export function writeNodeLabels(labels: NodeLabels): Record<string, string> {
  return {
    [LABEL.topology]: labels.topology,
    [LABEL.name]: labels.name,
    [LABEL.shape]: labels.shape,
    [LABEL.node]: labels.node,
    [LABEL.role]: labels.role,
    [LABEL.index]: String(labels.index),
    ...(labels.shard === undefined ? {} : { [LABEL.shard]: String(labels.shard) }),
    [LABEL.port]: String(labels.port),
    [LABEL.nodes]: String(labels.nodes),
    ...(labels.addition === undefined ? {} : { [LABEL.addition]: labels.addition }),
    ...(labels.spec === undefined ? {} : { [LABEL.spec]: JSON.stringify(labels.spec) }),
    [LABEL.version]: VERSION,
  };
}

/** Reads them back. Anybody can write labels: what is not complete and sound gives undefined, never an error. */
export function readNodeLabels(labels: Readonly<Record<string, string>>): NodeLabels | undefined {
  const get = (key: string): string | undefined => {
    const value: unknown = Object.hasOwn(labels, key) ? labels[key] : undefined;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const topology = get(LABEL.topology);
  const name = get(LABEL.name);
  const shape = get(LABEL.shape);
  const node = get(LABEL.node);
  const role = get(LABEL.role);
  const index = whole(get(LABEL.index), 0, 100_000);
  const port = whole(get(LABEL.port), 1, 65_535);
  const nodes = whole(get(LABEL.nodes), 1, 100_000);
  const shardText = get(LABEL.shard);
  const shard = whole(shardText, 0, 16_383);
  if (topology === undefined || name === undefined || node === undefined) return undefined;
  if (!isShape(shape) || !isRole(role)) return undefined;
  if (index === undefined || port === undefined || nodes === undefined) return undefined;
  if (shardText !== undefined && shard === undefined) return undefined;
  const spec = readSpec(get(LABEL.spec), shape);
  const addition = get(LABEL.addition);
  return { topology, name, shape, node, role, index, shard, port, nodes, addition, spec };
}

function isShape(value: string | undefined): value is Shape {
  return value !== undefined && SHAPES.includes(value);
}

function isRole(value: string | undefined): value is IntendedRole {
  return value !== undefined && ROLES.includes(value);
}

function whole(value: string | undefined, least: number, most: number): number | undefined {
  if (value === undefined || !/^\d{1,6}$/.test(value)) return undefined;
  const n = Number(value);
  return n >= least && n <= most ? n : undefined;
}
