import { ThemeIcon, window } from 'vscode';
import { text } from '../../model/text';
import { NodeTerminal } from '../node-terminal';
import { chooseNodes } from './choose-nodes';
import type { Command } from './parts';

/** Opens redis-cli inside a node's container, on its port and authenticated. */
export const openCli: Command = async ({ lab, log }, args) => {
  const which = text('In which node is redis-cli to be opened?');
  const [{ node, topology }] = await chooseNodes(lab, args, which, 'reachable');
  const engine = await lab.connect();
  const found = topology.origin === 'found';
  const login = found ? await lab.found.loginOf(node) : undefined;
  const tls = found ? lab.found.tlsFilesOf(node) : undefined;
  const entrance = login || tls ? { login, tls } : undefined;
  const pty = new NodeTerminal(engine, node, topology.shape === 'cluster', log, entrance);
  window.createTerminal({ name: node.name, pty, iconPath: new ThemeIcon('database') }).show();
};
