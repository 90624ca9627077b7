import { env, window } from 'vscode';
import { USER_NAMES, type UserName } from '../../model/acl/users';
import { Cancelled, Failure } from '../../model/failure';
import type { TopologySnapshot } from '../../model/snapshot';
import { text } from '../../model/text';
import { t } from '../localise';
import { chooseTopology } from './choose-topology';
import type { Command } from './parts';

/** Copies a topology's password: the only way on which it leaves the containers, and only when asked for. */
export const copyPassword: Command = async ({ lab }, args) => {
  const topology = await chooseTopology(lab, args, text('Whose password?'), 'secret');
  const user = topology.spec?.auth === 'users' ? await chooseUser(topology) : 'app';
  const login = await lab.credentials.loginOf(topology.id, user);
  if (!login) throw new Failure(text('{0} has no password', topology.name));
  await env.clipboard.writeText(login.password);
  const note = login.user
    ? t('Copied the password of {0} for {1}', login.user, topology.name)
    : t('Copied the password of {0}', topology.name);
  window.setStatusBarMessage(note, 3000);
};

async function chooseUser({ shape }: TopologySnapshot): Promise<UserName> {
  const items = USER_NAMES.filter((user) => user !== 'sentinel' || shape !== 'cluster')
    .map((user) => ({ label: user, description: purpose(user), user }))
    // What programs come in as is what is wanted most.
    .sort((a, b) => Number(b.user === 'app') - Number(a.user === 'app'));
  const picked = await window.showQuickPick(items, { placeHolder: t('The password of which user?') });
  if (!picked) throw new Cancelled();
  return picked.user;
}

function purpose(user: UserName): string {
  switch (user) {
    case 'app':
      return t('for programs');
    case 'admin':
      return t('may do everything');
    case 'replication':
      return t('replicas at their master');
    case 'sentinel':
      return t('sentinels at data nodes and each other');
  }
}
