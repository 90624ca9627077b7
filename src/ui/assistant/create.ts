import { nodeCount, type Spec } from '../../model/spec';
import { readTopologyFile } from '../../model/topology-file/topology-file';
import { createTopology } from '../../operations/create';
import { choosePorts } from '../../topology/ports';
import { t } from '../localise';
import { generatePassword } from '../wizard/password';
import type { AssistantTool } from './tool';

/** The fields of a topology file, of which an assistant may give those that its schema names. */
interface Wish {
  readonly name: string;
  readonly shape: string;
  readonly image: string;
  readonly password?: boolean;
  /** The name of an engine that is shown; the current one when left out. */
  readonly engine?: string;
}

/** Makes a topology and waits until it is proven ready. A password is never told. */
export const createTool: AssistantTool<Wish> = {
  doing: ({ name }) => t('Creating {0}', name),
  confirm: (_, wish) => {
    const spec = specOf(wish);
    return {
      title: t('Create {0}?', spec.name),
      message: t('Makes {0} containers from {1}: {2}.', nodeCount(spec), spec.image, spec.shape),
    };
  },
  async act({ lab }, wish, work) {
    const spec = await choosePorts(await lab.connect(), specOf(wish));
    const secrets = spec.auth === 'password' ? { password: generatePassword() } : {};
    const { id } = await createTopology(lab, spec, secrets, work);
    const nodes = lab.store.get(id)?.nodes ?? [];
    const places = nodes.map((n) => `${n.name} on 127.0.0.1:${n.container.publishedPort}`);
    return `${spec.name} is ready: ${places.join(', ')}`;
  },
};

/** What an assistant writes is checked as a topology file is. @throws Failure saying what is wrong with which field */
function specOf({ password, engine: _, ...fields }: Wish): Spec {
  const whole = { ...fields, auth: password ? 'password' : 'none' };
  return readTopologyFile(JSON.stringify(whole), fields.name);
}
