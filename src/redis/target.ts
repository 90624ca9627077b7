import type { Duplex } from 'node:stream';
import type { Login } from '../model/secrets';
import type { Identity } from './secure';

/** The three ways to a server, in the order they are tried. */
export const ROUTE_NAMES = ['published', 'address', 'tunnel'] as const;
export type RouteName = (typeof ROUTE_NAMES)[number];

/** One server and the ways that may lead to it. */
export interface Target {
  /** Changes when the ways do, so that a connection over an old way is not kept. */
  readonly key: string;
  /** For errors: which node. */
  readonly name: string;
  /** Its published port on the engine's host. */
  readonly published?: { readonly host: string; readonly port: number };
  /** Its address on the container network, when the engine is on this machine. */
  readonly address?: { readonly host: string; readonly port: number };
  /** A program in the container, joined to the server's port. */
  readonly tunnel?: (signal: AbortSignal) => Promise<Duplex>;
  /** Asked for at each new connection; undefined: the server wants none. */
  readonly login?: () => Promise<Login | undefined>;
  /** Asked for at each new connection; undefined: the server does not speak TLS. */
  readonly tls?: () => Promise<Identity | undefined>;
}
