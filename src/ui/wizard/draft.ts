import { freeName } from '../../model/names';
import { defaultSpec, type Shape, type Spec } from '../../model/spec';

/** What the wizard knows so far. Before the first answer it is what Enter all the way would make. */
export interface Draft {
  readonly spec: Spec;
  /** Set exactly when `spec.auth` is `password`. */
  readonly password: string | undefined;
}

const wishes: Readonly<Record<Shape, string>> = {
  replication: 'redis',
  sentinel: 'sentinel',
  cluster: 'cluster',
};

/** The name a new topology of this shape gets when the user does not mind. */
export function suggestedName(shape: Shape, taken: readonly string[]): string {
  return freeName(wishes[shape], taken);
}

/** The draft that everything starts from. */
export function firstDraft(taken: readonly string[]): Draft {
  return {
    spec: defaultSpec('replication', suggestedName('replication', taken), ''),
    password: undefined,
  };
}

/**
 * The draft in another shape. What means the same in every shape stays: image, password, persistence, memory limit,
 * extra lines, and a name of the user's own; sizes and ports are the new shape's.
 */
export function withShape(draft: Draft, shape: Shape, taken: readonly string[]): Draft {
  const { spec } = draft;
  if (spec.shape === shape) return draft;
  const named = spec.name !== suggestedName(spec.shape, taken);
  const fresh = defaultSpec(shape, named ? spec.name : suggestedName(shape, taken), spec.image);
  const { auth, appRights, tls, persistence, maxmemoryMb, extraConfig } = spec;
  return {
    ...draft,
    spec: {
      ...fresh,
      auth,
      ...(appRights !== undefined && { appRights }),
      ...(tls && { tls }),
      persistence,
      extraConfig,
      ...(maxmemoryMb !== undefined && { maxmemoryMb }),
    },
  };
}
