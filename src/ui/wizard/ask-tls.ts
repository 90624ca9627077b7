import type { Spec } from '../../model/spec';
import { t } from '../localise';
import type { Draft } from './draft';
import type { Step } from './steps';

/** Asks whether servers speak TLS. */
export const tlsStep: Step<Draft> = async (ask, draft) => {
  const wanted = await ask.pick<boolean>({
    placeholder: t('Do servers speak TLS?'),
    items: [
      { value: false, label: t('No TLS'), detail: t('Clients connect as they are.') },
      {
        value: true,
        label: t('TLS only'),
        detail: t(
          'With an authority of the topology’s own; clients need its certificate, which can be exported.',
        ),
      },
    ],
    isActive: (value) => value === (draft.spec.tls === true),
  });
  return { ...draft, spec: withTls(draft.spec, wanted) };
};

function withTls(spec: Spec, wanted: boolean): Spec {
  const { tls: _, ...without } = spec;
  return wanted ? { ...spec, tls: true } : without;
}
