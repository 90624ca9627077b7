import { diagnosedHealth } from '../src/model/diagnosed-health';
import type { Finding } from '../src/model/findings/finding';
import { nodeHealth } from '../src/model/node-health';
import type { Health, NodeSnapshot, TopologySnapshot } from '../src/model/snapshot';
import { type Arrangement, arrange } from '../src/model/structure';
import type { PageErrand, PageOrder, PageQuestion } from '../src/protocol/to-host';
import type { CallResult, MigrationNews } from '../src/protocol/to-page';
import type { Events } from './events';
import type { History } from './history';
import type { PageState } from './state';
import type { Errand } from './work';

/** What the widgets draw: the snapshot and what follows from it, worked out once per render. */
export interface Scene {
  readonly snapshot: TopologySnapshot;
  readonly arrangement: Arrangement;
  readonly health: Health;
  readonly healthOf: (node: NodeSnapshot) => Health;
  readonly engineName: string;
  /** Whether its servers speak TLS. */
  readonly tls: boolean;
  readonly asOf: number;
  readonly troubled: boolean;
  readonly history: History;
  readonly events: Events;
  readonly migration: MigrationNews;
  /** What is wrong, the worst first. */
  readonly findings: readonly Finding[];
  readonly selected: NodeSnapshot | undefined;
  /** Of a node, or of the topology. */
  readonly errand: (node?: string) => Errand | undefined;
  readonly act: Acts;
}

/** What a widget can set off. */
export interface Acts {
  readonly select: (id: string) => void;
  readonly call: (call: PageErrand) => void;
  /** For an answer that is shown and not kept; it always comes, if only to say why there is none. */
  readonly ask: (question: PageQuestion | PageOrder) => Promise<CallResult>;
  /** After a change of what only the page knows: a filter, a zoom. */
  readonly redraw: () => void;
}

type Shown = Extract<PageState, { kind: 'shown' }>;

export function makeScene(
  { snapshot, engineName, tls, asOf, trouble, history, events, migration, findings }: Shown,
  selectedId: string | undefined,
  errand: Scene['errand'],
  act: Acts,
): Scene {
  const arrangement = arrange(snapshot);
  const health = new Map(snapshot.nodes.map((n) => [n.id, nodeHealth(n, snapshot)]));
  return {
    snapshot,
    arrangement,
    health: diagnosedHealth(snapshot, findings),
    healthOf: (node) => health.get(node.id) ?? nodeHealth(node, snapshot),
    engineName,
    tls,
    asOf,
    troubled: trouble !== undefined,
    history,
    events,
    migration,
    findings,
    selected: snapshot.nodes.find((n) => n.id === selectedId) ?? firstOf(arrangement),
    errand,
    act,
  };
}

/** The one that stands for all until a user selects: made first, whatever its role is now. */
function firstOf({ shards, sentinels }: Arrangement): NodeSnapshot | undefined {
  const [shard] = shards;
  const family = shard ? [shard.master, ...shard.replicas].filter((n) => n !== undefined) : sentinels;
  return [...family].sort((a, b) => a.index - b.index)[0];
}

/** The nodes in the order in which they stand: each master before its replicas, then the sentinels. */
export function inOrder({ shards, sentinels }: Arrangement): readonly NodeSnapshot[] {
  return [...shards.flatMap((s) => (s.master ? [s.master, ...s.replicas] : s.replicas)), ...sentinels];
}
