import { Failure } from '../../model/failure';
import { text } from '../../model/text';
import { slotHeat } from '../../operations/slot-heat';
import type { NodeAction, PageCall, TopologyAction } from '../../protocol/to-host';
import type { CommandId } from './command-ids';
import { COMMANDS } from './command-map';
import { runMovingCall } from './moving-calls';
import type { Parts } from './parts';
import { runCommand } from './run-command';

const NODE_COMMANDS: Readonly<Record<NodeAction, CommandId>> = {
  inspect: 'redisTopologyLab.inspect',
  start: 'redisTopologyLab.start',
  stop: 'redisTopologyLab.stop',
  restart: 'redisTopologyLab.restart',
  pause: 'redisTopologyLab.pause',
  unpause: 'redisTopologyLab.unpause',
  kill: 'redisTopologyLab.kill',
  logs: 'redisTopologyLab.showLogs',
  cli: 'redisTopologyLab.openCli',
  copyAddress: 'redisTopologyLab.copyAddress',
  enterPassword: 'redisTopologyLab.enterPassword',
  addReplica: 'redisTopologyLab.addReplica',
  removeNode: 'redisTopologyLab.removeNode',
};

const TOPOLOGY_COMMANDS: Readonly<Record<TopologyAction, CommandId>> = {
  failover: 'redisTopologyLab.failover',
  addShard: 'redisTopologyLab.addShard',
  addReplica: 'redisTopologyLab.addReplica',
  addSentinel: 'redisTopologyLab.addSentinel',
  addSentinels: 'redisTopologyLab.addSentinels',
  verify: 'redisTopologyLab.verify',
  copyDiagnosis: 'redisTopologyLab.copyDiagnosis',
  enterPassword: 'redisTopologyLab.enterPassword',
  fix: 'redisTopologyLab.fix',
  startAll: 'redisTopologyLab.startAll',
  stopAll: 'redisTopologyLab.stopAll',
  remove: 'redisTopologyLab.removeTopology',
  refresh: 'redisTopologyLab.refresh',
};

/**
 * Answers a page's question, or does what it asks for: the command of the same name, on the page's own topology and
 * no other. The user has been told of a failed command when this rejects; the page only learns that it was one.
 */
export async function runPageCall(parts: Parts, topologyId: string, call: PageCall): Promise<unknown> {
  if (call.name === 'slotHeat') return slotHeat(parts.lab, topologyId);
  if (call.name === 'measureMoves' || call.name === 'moveSlots' || call.name === 'migration')
    return runMovingCall(parts, topologyId, call);
  if (call.name === 'node' && parts.lab.store.findNode(call.node)?.topology.id !== topologyId) {
    throw new Failure(text('This node does not exist any more.'));
  }
  const id = call.name === 'node' ? NODE_COMMANDS[call.action] : TOPOLOGY_COMMANDS[call.action];
  const args = call.name === 'node' ? [call.node] : [topologyId, call.finding];
  const outcome = await runCommand(parts, id, args, COMMANDS[id]);
  if (outcome.kind === 'failed') throw new Failure(text('{0}', outcome.message));
  return undefined;
}
