import { window } from 'vscode';
import { describeNode } from '../../model/describe';
import { Cancelled } from '../../model/failure';
import { foundCapabilities } from '../../model/found-actions';
import type { Login } from '../../model/secrets';
import { text } from '../../model/text';
import { enterPassword } from '../../operations/enter-password';
import { show, t } from '../localise';
import type { ChosenNode } from './choose-nodes';
import { chooseFoundNodes } from './found-nodes';
import type { Command, Parts } from './parts';
import { workInView } from './progress';

/** Whom a server means that is told a password alone (ACL). */
const DEFAULT_USER = 'default';

/** Asks for the password of servers that somebody else made, once: it is kept in the editor's secret storage. */
export const enterPasswordCommand: Command = async ({ lab, log }, args) => {
  const chosen = await chooseFoundNodes(lab, args, text('Whose password?'), 'locked');
  const nodes = await alsoFor(lab, chosen);
  const login = await askForLogin(nodes.map(({ node }) => node.name).join(', '));
  await workInView(log, (work) =>
    enterPassword(
      lab,
      nodes.map(({ node }) => node.id),
      login,
      work,
    ),
  );
};

async function askForLogin(whose: string): Promise<Login> {
  const user = await window.showInputBox({
    title: t('User of {0}', whose),
    prompt: t('A server that only has a password has it for the user “default”.'),
    value: DEFAULT_USER,
    ignoreFocusOut: true,
  });
  if (!user) throw new Cancelled();
  const password = await window.showInputBox({
    title: t('Password of {0}', whose),
    prompt: t('It is kept in the editor’s secret storage and sent to these servers only.'),
    password: true,
    ignoreFocusOut: true,
  });
  if (!password) throw new Cancelled();
  // Servers before version 6 know no users.
  return user === DEFAULT_USER ? { password } : { user, password };
}

const isLocked = ({ node, topology }: ChosenNode) => foundCapabilities(node, topology).includes('locked');

/** Servers that say nothing cannot say that they belong together: the user chooses which have the same password. */
async function alsoFor(lab: Parts['lab'], chosen: readonly ChosenNode[]): Promise<readonly ChosenNode[]> {
  const all = lab.store.topologies
    .flatMap((topology) => topology.nodes.map((node) => ({ node, topology })))
    .filter(isLocked);
  if (all.length <= chosen.length) return chosen;
  const items = all.map((one) => ({
    label: one.node.name,
    description: show(describeNode(one.node, one.topology)),
    picked: chosen.some(({ node }) => node.id === one.node.id),
    one,
  }));
  const picked = await window.showQuickPick(items, {
    canPickMany: true,
    placeHolder: t('Which servers have the same password?'),
  });
  if (!picked || picked.length === 0) throw new Cancelled();
  return picked.map(({ one }) => one);
}
