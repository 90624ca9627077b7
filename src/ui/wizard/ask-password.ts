import { isLoopback } from '../../model/published';
import { t } from '../localise';
import { settings } from '../settings';
import { askAppRights } from './ask-app-rights';
import type { Draft } from './draft';
import { generatePassword, passwordProblem } from './password';
import { forbid } from './remarks';
import { askInTurn, type Step, unlessBack } from './steps';

type Kind = 'none' | 'generated' | 'own' | 'users';

/** Asks who may come in: anybody, who knows a password, or users with rights. A password is never shown. */
export const passwordStep: Step<Draft> = async (ask, draft) => {
  const { appRights: rights, ...spec } = draft.spec;
  for (;;) {
    const kind = await ask.pick<Kind>({
      placeholder: t('Do clients need a password?'),
      items: [
        { value: 'none', label: t('No password'), detail: whoReachesPorts() },
        {
          value: 'generated',
          label: t('Generate one'),
          detail: t('32 letters and digits, kept in the nodes’ own configuration files and nowhere else.'),
        },
        { value: 'own', label: t('Type one…') },
        {
          value: 'users',
          label: t('Users with rights (ACL)…'),
          detail: t('Nobody comes in without a name; programs are “app”, with rights you choose.'),
        },
      ],
      isActive: (value) => value === (draft.spec.auth === 'password' ? 'generated' : draft.spec.auth),
    });
    if (kind === 'none') return { spec: { ...spec, auth: 'none' }, password: undefined };
    if (kind === 'users') {
      const chosen = await unlessBack(askAppRights(ask.title, rights));
      if (chosen) return { spec: { ...spec, auth: 'users', appRights: chosen }, password: undefined };
      continue;
    }
    const password = kind === 'generated' ? generatePassword() : await unlessBack(ownPassword(ask.title));
    if (password !== undefined) return { spec: { ...spec, auth: 'password' }, password };
  }
};

function whoReachesPorts(): string {
  const { publishOn } = settings.containers();
  return isLoopback(publishOn)
    ? t('Ports are open to this machine only.')
    : t('Ports are open to everybody who can reach this machine on {0}.', publishOn);
}

function ownPassword(title: string): Promise<string> {
  const ask: Step<string> = (prompt, value) =>
    prompt.line({
      prompt: t('Password of every data node (requirepass, masterauth)'),
      value,
      masked: true,
      validate: (typed) => forbid(passwordProblem(typed)),
    });
  return askInTurn({ title, within: true }, [ask], '');
}
