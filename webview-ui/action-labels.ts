import type { NodeAction, TopologyAction } from '../src/protocol/to-host';
import { t } from './l10n';

/** What the button of an action says. */
export function actionLabel(action: NodeAction | TopologyAction): string {
  switch (action) {
    case 'inspect':
      return t('Inspect');
    case 'start':
      return t('Start');
    case 'stop':
      return t('Stop');
    case 'restart':
      return t('Restart');
    case 'pause':
      return t('Pause');
    case 'unpause':
      return t('Unpause');
    case 'kill':
      return t('Kill');
    case 'logs':
      return t('Show Logs');
    case 'cli':
      return t('Open redis-cli');
    case 'copyAddress':
      return t('Copy Address');
    case 'enterPassword':
      return t('Enter Password…');
    case 'fix':
      return t('Fix…');
    case 'failover':
      return t('Failover…');
    case 'addShard':
      return t('Add Shard…');
    case 'addReplica':
      return t('Add Replica…');
    case 'addSentinel':
      return t('Add Sentinel…');
    case 'addSentinels':
      return t('Add Sentinels…');
    case 'removeNode':
      return t('Remove Node…');
    case 'verify':
      return t('Verify');
    case 'copyDiagnosis':
      return t('Copy Diagnosis');
    case 'startAll':
      return t('Start All');
    case 'stopAll':
      return t('Stop All');
    case 'remove':
      return t('Remove…');
    case 'refresh':
      return t('Refresh');
  }
}
