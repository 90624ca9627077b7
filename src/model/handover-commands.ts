import type { HoldMethod, Place } from './handover';

export type Command = readonly string[];

/**
 * The server releases writes by itself after this, whatever becomes of us. Long enough that the switch is over well
 * before; ms.
 */
export const HOLD_MS = 2000;

/** More replicas than anybody has: no write is taken. */
const OUT_OF_REACH = '1000';

/** Holds writes on a master. */
export function holdCommands(how: HoldMethod): Command[] {
  if (how === 'pause') return [['CLIENT', 'PAUSE', String(HOLD_MS), 'WRITE']];
  return how === 'refuse' ? refuseCommands(OUT_OF_REACH, '10') : [];
}

/** Sets when a master refuses writes for want of replicas. A lag of 0 s would turn the rule off. */
export const refuseCommands = (replicas: string, lagSeconds: string): Command[] => [
  ['CONFIG', 'SET', 'min-replicas-max-lag', lagSeconds],
  ['CONFIG', 'SET', 'min-replicas-to-write', replicas],
];

export const RELEASE: Command = ['CLIENT', 'UNPAUSE'];
export const PROMOTE: Command = ['REPLICAOF', 'NO', 'ONE'];
export const REWRITE: Command = ['CONFIG', 'REWRITE'];
/** Ordinary clients only: replicas and subscribers stay, and so does the connection that says it. */
export const DROP_CLIENTS: Command = ['CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes'];

export const follow = (master: Place): Command => ['REPLICAOF', master.ip, String(master.port)];

/** Asks a sentinel for its vote, as sentinels ask each other (sentinel.c, sentinelAskMasterStateToOtherSentinels). */
export const voteFor = (runId: string, master: Place, epoch: number): Command => [
  'SENTINEL',
  'IS-MASTER-DOWN-BY-ADDR',
  master.ip,
  String(master.port),
  String(epoch),
  runId,
];

/** A sentinel as its peers know it. */
export interface Herald {
  readonly ip: string;
  readonly port: number;
  readonly runId: string;
}

/** The hello with which a sentinel tells another that there is a new master (sentinel.c, sentinelSendHello). */
export const announce = (herald: Herald, name: string, master: Place, epoch: number): Command => [
  'PUBLISH',
  '__sentinel__:hello',
  [herald.ip, herald.port, herald.runId, epoch, name, master.ip, master.port, epoch].join(','),
];
export const shown = (commands: readonly Command[]): string[] => commands.map((c) => c.join(' '));
