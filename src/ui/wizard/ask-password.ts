import { t } from '../localise';
import type { Draft } from './draft';
import { generatePassword, passwordProblem } from './password';
import { forbid } from './remarks';
import { askInTurn, type Step, unlessBack } from './steps';

/** Asks whether clients need a password, and for which. It is never shown. */
export const passwordStep: Step<Draft> = async (ask, draft) => {
  for (;;) {
    const kind = await ask.pick<'none' | 'generated' | 'own'>({
      placeholder: t('Do clients need a password?'),
      items: [
        { value: 'none', label: t('No password'), detail: t('Ports are open to this machine only.') },
        {
          value: 'generated',
          label: t('Generate one'),
          detail: t('24 letters and digits, kept in the nodes’ own configuration files and nowhere else.'),
        },
        { value: 'own', label: t('Type one…') },
      ],
      isActive: (value) => value === (draft.spec.auth === 'password' ? 'generated' : 'none'),
    });
    if (kind === 'none') return { spec: { ...draft.spec, auth: 'none' }, password: undefined };
    const password = kind === 'generated' ? generatePassword() : await unlessBack(ownPassword(ask.title));
    if (password !== undefined) return { spec: { ...draft.spec, auth: 'password' }, password };
  }
};

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
