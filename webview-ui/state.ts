import type { Finding } from '../src/model/findings/finding';
import type { NodeSnapshot, TopologySnapshot } from '../src/model/snapshot';
import type { Text } from '../src/model/text';
import type { MigrationNews, PageUpdate, ToPage, UpdatedNode } from '../src/protocol/to-page';
import { type Events, eventsFrom, withChange } from './events';
import { History } from './history';

/** What the page knows; everything it shows is derived from this, the selection and the errands. */
export type PageState =
  | {
      readonly kind: 'loading';
      /** Why nothing comes. */
      readonly trouble: Text | undefined;
    }
  | {
      readonly kind: 'shown';
      readonly snapshot: TopologySnapshot;
      readonly engineName: string;
      readonly tls: boolean;
      /** When what is shown was so, on the extension's clock. */
      readonly asOf: number;
      readonly trouble: Text | undefined;
      readonly history: History;
      readonly events: Events;
      readonly migration: MigrationNews;
      readonly findings: readonly Finding[];
    }
  | { readonly kind: 'gone'; readonly name: string };

export const LOADING: PageState = { kind: 'loading', trouble: undefined };

/** The state after a message. Undefined: it cannot be told from what we have; hydrate again. */
export function receive(state: PageState, message: ToPage): PageState | undefined {
  switch (message.kind) {
    case 'hydrate': {
      const { snapshot, engineName, tls = false, now, history, timeline } = message;
      return {
        kind: 'shown',
        snapshot: { ...snapshot, spec: undefined },
        engineName,
        tls,
        asOf: now,
        // Asked for everything, the extension tells of trouble again; sending it by itself, it does not.
        trouble: state.kind === 'loading' ? state.trouble : undefined,
        history: History.from(history),
        events: eventsFrom(timeline),
        // Told of after this, when there is one.
        migration: {},
        findings: [],
      };
    }
    case 'update': {
      if (state.kind !== 'shown') return undefined;
      const snapshot = merge(state.snapshot, message.update);
      state.history.append(message.history);
      state.history.keepOnly(message.update.order);
      return snapshot && { ...state, snapshot, asOf: message.now };
    }
    case 'timeline':
      return state.kind === 'shown' ? { ...state, events: withChange(state.events, message) } : state;
    case 'migration': {
      const { progress, ended } = message;
      return state.kind === 'shown' ? { ...state, migration: { progress, ended } } : state;
    }
    case 'findings':
      return state.kind === 'shown' ? { ...state, findings: message.findings } : state;
    case 'gone':
      return { kind: 'gone', name: state.kind === 'shown' ? state.snapshot.name : '' };
    case 'engine':
      return state.kind === 'gone' ? state : { ...state, trouble: message.trouble };
    case 'open':
    case 'reply':
      return state;
  }
}

function merge(snapshot: TopologySnapshot, update: PageUpdate): TopologySnapshot | undefined {
  const nodes = new Map(snapshot.nodes.map((n) => [n.id, n]));
  for (const sent of update.nodes) {
    const node = completed(sent, nodes.get(sent.id));
    if (!node) return undefined;
    nodes.set(node.id, node);
  }
  const ordered = update.order.map((id) => nodes.get(id));
  const complete = ordered.filter((n) => n !== undefined);
  if (complete.length < ordered.length) return undefined;
  return {
    ...snapshot,
    name: update.name,
    shape: update.shape,
    state: update.state,
    revision: update.revision,
    nodes: complete,
    joining: update.joining ?? [],
  };
}

/** A node as it was sent, with the view of the cluster that we have already. */
function completed(sent: UpdatedNode, before: NodeSnapshot | undefined): NodeSnapshot | undefined {
  const { answer } = sent;
  if (answer.kind !== 'data') return { ...sent, answer };
  if (answer.cluster === 'same') {
    if (before?.answer.kind !== 'data' || !before.answer.cluster) return undefined;
    // The message is ours alone; copies of a hundred nodes a second would be a quarter of the work.
    Object.assign(answer, { cluster: before.answer.cluster });
  }
  return sent as NodeSnapshot;
}
