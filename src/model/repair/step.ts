import type { SlotRange } from '../cluster-view';
import type { Place } from '../handover';
import type { Command } from '../handover-commands';
import type { TopologySnapshot } from '../snapshot';
import type { Text } from '../text';

/**
 * Stands for the topology's password in a command. It is put in when the command is sent and never shown: a plan is
 * printed, tested and sent to views.
 */
export const PASSWORD = '\u0000password';

/** How a server says that it has no configuration file: what was set holds until it ends, which is its owner's wish. */
export const NO_FILE: readonly string[] = ['ERR The server is running without a config file'];

/** Something that must be so before the next step: what a snapshot still lacks, in words; undefined when nothing. */
export interface Condition {
  readonly what: Text;
  readonly lacks: (now: TopologySnapshot) => string | undefined;
  readonly withinMs: number;
}

interface OnNode {
  readonly what: Text;
  readonly node: Place;
  /** Looked at right before the step: why it must not be done now; undefined when it may. */
  readonly unless?: (now: TopologySnapshot) => Text | undefined;
  /** Waited for after the step. */
  readonly until?: Condition;
  /** Left alone for so long after that, ms. */
  readonly restMs?: number;
}

/** Commands for one server, in one pipeline. */
export interface TellStep extends OnNode {
  readonly kind: 'tell';
  readonly commands: readonly Command[];
  /** Sent after those where the topology has a password. */
  readonly withPassword?: readonly Command[];
  /** Beginnings of errors which say that it is so already, or that a nicety cannot be had. */
  readonly forgives?: readonly string[];
}

/** Moves the keys of some slots from a node that does not own these slots to the one that does. */
export interface BringHomeStep extends OnNode {
  readonly kind: 'bringHome';
  readonly owner: Place;
  readonly slots: readonly SlotRange[];
}

/** Makes a replica master although its master is gone (operations/promote.ts). */
export interface TakeOverStep extends OnNode {
  readonly kind: 'takeOver';
  /** What that will send, as a user reads it. */
  readonly shown: readonly string[];
}

/** Ends half-done moves of slots, forwards or backwards. */
export interface EndMovesStep extends OnNode {
  readonly kind: 'endMoves';
  readonly how: 'finish' | 'undo';
}

/** How a container differs from the one that it takes the place of. Everything else stays as it was. */
export type ContainerChange =
  /** A sentinel's file goes to a folder that the server may write to. */
  | { readonly kind: 'sentinelFile'; readonly path: string }
  /** What it keeps in itself goes to a named volume. */
  | { readonly kind: 'volume' }
  /** The address that it has now stays its own. */
  | { readonly kind: 'fixedAddress' }
  /** The server's port is published on the engine's host, for this machine only. */
  | { readonly kind: 'publish' };

/** Makes the node's container anew with the same data. */
export interface RecreateStep extends OnNode {
  readonly kind: 'recreate';
  readonly change: ContainerChange;
}

/** Lets a container join a network besides those that it is in; it runs on meanwhile. */
export interface JoinStep extends OnNode {
  readonly kind: 'join';
  readonly network: string;
  /** The address by which others know it already, if it may have it there. */
  readonly address: string | undefined;
}

/** Gives a node a certificate for its present addresses, and lets its server take it. */
export interface CertifyStep extends OnNode {
  readonly kind: 'certify';
  /**
   * A data node that answers reads it while it runs; sentinels know no such command, and are restarted. Who does not run
   * finds it at its next start.
   */
  readonly how: 'reload' | 'restart' | 'atNextStart';
}

/** Starts a container, or lets a paused one go on. */
export interface WakeStep extends OnNode {
  readonly kind: 'wake';
  readonly how: 'start' | 'unpause';
}

export type RepairStep =
  | TellStep
  | BringHomeStep
  | TakeOverStep
  | EndMovesStep
  | RecreateStep
  | JoinStep
  | CertifyStep
  | WakeStep;
