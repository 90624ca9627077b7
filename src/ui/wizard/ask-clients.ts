import type { ClientPlace } from '../../model/clients/announced';
import { t } from '../localise';
import type { Draft } from './draft';
import type { Step } from './steps';

/** Asks where the clients of a cluster run: its nodes send them from one to another. */
export const clientsStep: Step<Draft> = async (ask, draft) => {
  const { spec } = draft;
  if (spec.shape !== 'cluster') return draft;
  const clients = await ask.pick<ClientPlace>({
    placeholder: t('Where do your clients run?'),
    items: [
      {
        value: 'containers',
        label: t('In containers'),
        detail: t('Nodes send clients to the addresses of their containers.'),
      },
      {
        value: 'host',
        label: t('On this machine'),
        detail: t('Nodes send clients to 127.0.0.1 and their published ports.'),
      },
    ],
    isActive: (value) => value === (spec.clients ?? 'containers'),
  });
  return { ...draft, spec: { ...spec, clients } };
};
