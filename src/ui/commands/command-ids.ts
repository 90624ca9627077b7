/** Every command of the manifest; each has one file in this folder. */
export const COMMAND_IDS = [
  'redisTopologyLab.createTopology',
  'redisTopologyLab.finishTopology',
  'redisTopologyLab.removeTopology',
  'redisTopologyLab.refresh',
  'redisTopologyLab.chooseContext',
  'redisTopologyLab.openDashboard',
  'redisTopologyLab.verify',
  'redisTopologyLab.failover',
  'redisTopologyLab.startAll',
  'redisTopologyLab.stopAll',
  'redisTopologyLab.inspect',
  'redisTopologyLab.start',
  'redisTopologyLab.stop',
  'redisTopologyLab.restart',
  'redisTopologyLab.pause',
  'redisTopologyLab.unpause',
  'redisTopologyLab.kill',
  'redisTopologyLab.showLogs',
  'redisTopologyLab.openCli',
  'redisTopologyLab.copyAddress',
  'redisTopologyLab.showLog',
] as const;

export type CommandId = (typeof COMMAND_IDS)[number];
