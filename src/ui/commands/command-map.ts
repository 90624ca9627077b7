import { chooseContext } from './choose-context';
import type { CommandId } from './command-ids';
import { copyAddress } from './copy-address';
import { createTopologyCommand } from './create-topology';
import { failoverCommand } from './failover';
import { finishTopologyCommand } from './finish-topology';
import { inspect } from './inspect';
import { killCommand } from './kill';
import { openCli } from './open-cli';
import { openDashboard } from './open-dashboard';
import type { Command } from './parts';
import { pauseCommand } from './pause';
import { refresh } from './refresh';
import { removeTopologyCommand } from './remove-topology';
import { restartCommand } from './restart';
import { showLog } from './show-log';
import { showLogs } from './show-logs';
import { startCommand } from './start';
import { startAll } from './start-all';
import { stopCommand } from './stop';
import { stopAll } from './stop-all';
import { unpauseCommand } from './unpause';
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
  'redisTopologyLab.failover': failoverCommand,
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
  'redisTopologyLab.showLog': showLog,
};
