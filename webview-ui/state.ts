import type { TopologySnapshot } from '../src/model/snapshot';
import type { Text } from '../src/model/text';
import type { PageUpdate, ToPage } from '../src/protocol';

/** What the page knows; everything it shows is derived from this, the selection and the errands. */
export type PageState =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'shown';
      readonly snapshot: TopologySnapshot;
      readonly engineName: string;
      /** When what is shown was so, on the extension's clock. */
      readonly asOf: number;
      readonly trouble: Text | undefined;
    }
  | { readonly kind: 'gone'; readonly name: string };

/** The state after a message. Undefined: it cannot be told from what we have; hydrate again. */
export function receive(state: PageState, message: ToPage): PageState | undefined {
  switch (message.kind) {
    case 'hydrate': {
      const { snapshot, engineName, now } = message;
      // If the engine cannot be asked, the extension says so after each hydration.
      return {
        kind: 'shown',
        snapshot: { ...snapshot, spec: undefined },
        engineName,
        asOf: now,
        trouble: undefined,
      };
    }
    case 'update': {
      if (state.kind !== 'shown') return undefined;
      const snapshot = merge(state.snapshot, message.update);
      return snapshot && { ...state, snapshot, asOf: message.now };
    }
    case 'gone':
      return { kind: 'gone', name: state.kind === 'shown' ? state.snapshot.name : '' };
    case 'engine':
      return state.kind === 'shown' ? { ...state, trouble: message.trouble } : state;
    case 'reply':
      return state;
  }
}

function merge(snapshot: TopologySnapshot, update: PageUpdate): TopologySnapshot | undefined {
  const nodes = new Map([...snapshot.nodes, ...update.nodes].map((n) => [n.id, n]));
  const ordered = update.order.map((id) => nodes.get(id));
  const complete = ordered.filter((n) => n !== undefined);
  if (complete.length < ordered.length) return undefined;
  return {
    ...snapshot,
    name: update.name,
    state: update.state,
    revision: update.revision,
    nodes: complete,
  };
}
