import { Failure } from '../../model/failure';
import { text } from '../../model/text';
import type { NodeAction, PageCall, TopologyAction } from '../../protocol';
import type { CommandId } from './command-ids';
import { COMMANDS } from './command-map';
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
};

const TOPOLOGY_COMMANDS: Readonly<Record<TopologyAction, CommandId>> = {
  failover: 'redisTopologyLab.failover',
  verify: 'redisTopologyLab.verify',
  startAll: 'redisTopologyLab.startAll',
  stopAll: 'redisTopologyLab.stopAll',
  remove: 'redisTopologyLab.removeTopology',
  refresh: 'redisTopologyLab.refresh',
};

/**
 * Does what a page asks for: the command of the same name, on the page's own topology and no other. The user has
 * been told of a failure when this rejects; the page only learns that it was one.
 */
export async function runPageCall(parts: Parts, topologyId: string, call: PageCall): Promise<unknown> {
  if (call.name === 'node' && parts.lab.store.findNode(call.node)?.topology.id !== topologyId) {
    throw new Failure(text('This node does not exist any more.'));
  }
  const id = call.name === 'node' ? NODE_COMMANDS[call.action] : TOPOLOGY_COMMANDS[call.action];
  const args = [call.name === 'node' ? call.node : topologyId];
  const outcome = await runCommand(parts, id, args, COMMANDS[id]);
  if (outcome.kind === 'failed') throw new Failure(text('{0}', outcome.message));
  return undefined;
}
