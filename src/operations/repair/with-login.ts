import type { Command } from '../../model/handover-commands';
import { PASSWORD } from '../../model/repair/step';
import type { Login } from '../../model/secrets';

/** As whom servers come to each other. */
export interface Logins {
  readonly replication: Login | undefined;
  readonly sentinel: Login | undefined;
}

/** By the option that a password is given for: whose it is, and the option that names the user. */
const OPTIONS: Readonly<Record<string, { readonly as: keyof Logins; readonly userOption: string }>> = {
  masterauth: { as: 'replication', userOption: 'masteruser' },
  'auth-pass': { as: 'sentinel', userOption: 'auth-user' },
};

/** A command with the password in its place, and the user before it where there is one; undefined: nobody knows it. */
export function withLogin(command: Command, logins: Logins): Command | undefined {
  const at = command.indexOf(PASSWORD);
  if (at < 0) return command;
  const option = OPTIONS[command[at - 1] ?? ''];
  const login = option && logins[option.as];
  if (!login) return undefined;
  const user = login.user === undefined ? [] : [option.userOption, login.user];
  return [
    ...command.slice(0, at - 1),
    ...user,
    command[at - 1] ?? '',
    login.password,
    ...command.slice(at + 1),
  ];
}
