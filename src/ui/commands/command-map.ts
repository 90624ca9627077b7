import { addReplicaCommand } from './add-replica';
import { addSentinelCommand } from './add-sentinel';
import { addSentinelsCommand } from './add-sentinels';
import { addShardCommand } from './add-shard';
import { cancelMigrationCommand } from './cancel-migration';
import { chooseClientPlace } from './choose-client-place';
import { chooseContext } from './choose-context';
import type { CommandId } from './command-ids';
import { continueMigrationCommand } from './continue-migration';
import { copyAddress } from './copy-address';
import { copyConnectionCode } from './copy-connection-code';
import { copyDiagnosis } from './copy-diagnosis';
import { copyPassword } from './copy-password';
import { createTopologyCommand } from './create-topology';
import { deleteSavedDataCommand } from './delete-saved-data';
import { drainCommand } from './drain';
import { enterPasswordCommand } from './enter-password';
import { exportCa } from './export-ca';
import { exportTopology } from './export-topology';
import { failoverCommand } from './failover';
import { finishAdditionCommand } from './finish-addition';
import { finishMigrationCommand } from './finish-migration';
import { finishTopologyCommand } from './finish-topology';
import { fixCommand } from './fix';
import { hideEngine } from './hide-engine';
import { ignoreContainer } from './ignore-container';
import { inspect } from './inspect';
import { killCommand } from './kill';
import { moveSlotOfKeyCommand } from './move-slot-of-key';
import { openCli } from './open-cli';
import { openDashboard } from './open-dashboard';
import type { Command } from './parts';
import { pauseCommand } from './pause';
import { pauseMigrationCommand } from './pause-migration';
import { rebalanceCommand } from './rebalance';
import { refresh } from './refresh';
import { removeNodeCommand } from './remove-node';
import { removeTopologyCommand } from './remove-topology';
import { reshardCommand } from './reshard';
import { restartCommand } from './restart';
import { restoreDataCommand } from './restore-data';
import { runWith } from './run-with';
import { runWithout } from './run-without';
import { saveAsFile } from './save-as-file';
import { saveDataCommand } from './save-data';
import { showAnotherEngine } from './show-another-engine';
import { showFileDifferences } from './show-file-differences';
import { showIgnored } from './show-ignored';
import { showLog } from './show-log';
import { showLogs } from './show-logs';
import { startCommand } from './start';
import { startAll } from './start-all';
import { stopCommand } from './stop';
import { stopAll } from './stop-all';
import { undoMigrationCommand } from './undo-migration';
import { unpauseCommand } from './unpause';
import { upFromFile } from './up-from-file';
import { verifyCommand } from './verify';

/** What each command of the manifest does: one without the other does not compile. */
export const COMMANDS: Readonly<Record<CommandId, Command>> = {
  'redisTopologyLab.createTopology': createTopologyCommand,
  'redisTopologyLab.finishTopology': finishTopologyCommand,
  'redisTopologyLab.removeTopology': removeTopologyCommand,
  'redisTopologyLab.refresh': refresh,
  'redisTopologyLab.chooseContext': chooseContext,
  'redisTopologyLab.openDashboard': openDashboard,
  'redisTopologyLab.verify': verifyCommand,
  'redisTopologyLab.copyDiagnosis': copyDiagnosis,
  'redisTopologyLab.fix': fixCommand,
  'redisTopologyLab.failover': failoverCommand,
  'redisTopologyLab.reshard': reshardCommand,
  'redisTopologyLab.rebalance': rebalanceCommand,
  'redisTopologyLab.drain': drainCommand,
  'redisTopologyLab.moveSlotOfKey': moveSlotOfKeyCommand,
  'redisTopologyLab.pauseMigration': pauseMigrationCommand,
  'redisTopologyLab.continueMigration': continueMigrationCommand,
  'redisTopologyLab.cancelMigration': cancelMigrationCommand,
  'redisTopologyLab.finishMigration': finishMigrationCommand,
  'redisTopologyLab.undoMigration': undoMigrationCommand,
  'redisTopologyLab.addShard': addShardCommand,
  'redisTopologyLab.addReplica': addReplicaCommand,
  'redisTopologyLab.addSentinel': addSentinelCommand,
  'redisTopologyLab.addSentinels': addSentinelsCommand,
  'redisTopologyLab.removeNode': removeNodeCommand,
  'redisTopologyLab.finishAddition': finishAdditionCommand,
  'redisTopologyLab.startAll': startAll,
  'redisTopologyLab.stopAll': stopAll,
  'redisTopologyLab.inspect': inspect,
  'redisTopologyLab.start': startCommand,
  'redisTopologyLab.stop': stopCommand,
  'redisTopologyLab.restart': restartCommand,
  'redisTopologyLab.pause': pauseCommand,
  'redisTopologyLab.unpause': unpauseCommand,
  'redisTopologyLab.kill': killCommand,
  'redisTopologyLab.showLogs': showLogs,
  'redisTopologyLab.openCli': openCli,
  'redisTopologyLab.copyAddress': copyAddress,
  'redisTopologyLab.copyConnectionCode': copyConnectionCode,
  'redisTopologyLab.copyPassword': copyPassword,
  'redisTopologyLab.chooseClientPlace': chooseClientPlace,
  'redisTopologyLab.exportTopology': exportTopology,
  'redisTopologyLab.enterPassword': enterPasswordCommand,
  'redisTopologyLab.ignoreContainer': ignoreContainer,
  'redisTopologyLab.upFromFile': upFromFile,
  'redisTopologyLab.saveAsFile': saveAsFile,
  'redisTopologyLab.showFileDifferences': showFileDifferences,
  'redisTopologyLab.runWith': runWith,
  'redisTopologyLab.runWithout': runWithout,
  'redisTopologyLab.showAnotherEngine': showAnotherEngine,
  'redisTopologyLab.hideEngine': hideEngine,
  'redisTopologyLab.exportCa': exportCa,
  'redisTopologyLab.saveData': saveDataCommand,
  'redisTopologyLab.restoreData': restoreDataCommand,
  'redisTopologyLab.deleteSavedData': deleteSavedDataCommand,
  'redisTopologyLab.showIgnored': showIgnored,
  'redisTopologyLab.showLog': showLog,
};
