import { fieldsOf } from '../model/parse/sentinel';
import type { Login } from '../model/secrets';
import { setLogin } from '../model/sentinel-login';
import type { NodeConnection } from '../redis/connection';

/** What SENTINEL MASTER tells and SENTINEL SET takes. */
const KEPT = [
  'down-after-milliseconds',
  'failover-timeout',
  'parallel-syncs',
  'notification-script',
  'client-reconfig-script',
] as const;

/** The commands by which a sentinel monitors a master as it did before, in the order in which it takes them. */
export interface MonitorAgain {
  /** Forgets the master under this name and monitors the one at this address. */
  readonly master: (ip: string, port: number) => string[][];
  /** Quorum aside, which {@link master} keeps: times, scripts and how it logs in. */
  readonly settings: readonly string[][];
}

/**
 * Asks a sentinel how it monitors a master.
 * @param login how it logs in to the data nodes, which no sentinel tells
 * @throws NoRoute, NoAnswer, ServerError when it monitors nothing of this name
 */
export async function monitorAgain(
  connection: NodeConnection,
  name: string,
  login: Login | undefined,
): Promise<MonitorAgain> {
  const present = fieldsOf(await connection.run(['SENTINEL', 'MASTER', name]));
  const kept = KEPT.flatMap((option) => {
    const value = present?.get(option);
    return value === undefined ? [] : [['SENTINEL', 'SET', name, option, value]];
  });
  const quorum = present?.get('quorum') ?? '1';
  return {
    master: (ip, port) => [
      ['SENTINEL', 'REMOVE', name],
      ['SENTINEL', 'MONITOR', name, ip, String(port), quorum],
    ],
    settings: login ? [setLogin(name, login), ...kept] : kept,
  };
}
