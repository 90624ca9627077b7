import { publishedAt } from '../../model/published';
import { nodeCount, type Spec } from '../../model/spec';
import { text } from '../../model/text';
import { readTopologyFile } from '../../model/topology-file/topology-file';
import { createTopology } from '../../operations/create';
import { choosePorts } from '../../topology/ports';
import { show, t } from '../localise';
import { generatePassword } from '../wizard/password';
import { describeSize, sizeOf } from '../wizard/sizes';
import { summaryParts } from '../wizard/summary';
import { unwise } from '../wizard/unwise';
import { planMessage } from './plan-message';
import type { AssistantTool } from './tool';

/** The fields of a topology file, of which an assistant may give those that its schema names. */
interface Wish {
  readonly name: string;
  readonly shape: string;
  readonly image: string;
  readonly auth?: Spec['auth'];
  readonly tls?: boolean;
  /** The name of an engine that is shown; the current one when left out. */
  readonly engine?: string;
}

/** Makes a topology and waits until it is proven ready. Passwords are never told: they are made here, and copied by hand. */
export const createTool: AssistantTool<Wish> = {
  doing: ({ name }) => t('Creating {0}', name),
  confirm: (_, wish) => {
    const spec = specOf(wish);
    const size = describeSize(sizeOf(spec));
    const remarks = [text('Makes {0} containers: {1}.', nodeCount(spec), size), ...unwise(spec)];
    // What is added to configuration files stands there as it is: somebody else wrote it.
    const lines = [...summaryParts(spec).map(show), ...spec.extraConfig];
    return { title: t('Create {0}?', spec.name), message: planMessage(remarks, lines) };
  },
  async act({ lab }, wish, work) {
    const spec = await choosePorts(await lab.connect(), specOf(wish));
    const secrets = spec.auth === 'password' ? { password: generatePassword() } : {};
    const { id } = await createTopology(lab, spec, secrets, work);
    const made = lab.store.get(id);
    const places = made?.nodes.map(
      ({ name, container }) => `${name} on ${publishedAt(made.engine, container)?.address ?? 'no port'}`,
    );
    return [`${spec.name} is ready: ${places?.join(', ')}.`, ...waysIn(spec)].join(' ');
  },
};

/** How programs come in, as far as an assistant may know it. */
function waysIn({ auth, tls }: Spec): string[] {
  const password = 'The password is not told here: the user has it by “Copy Password”.';
  return [
    ...(auth === 'users' ? [`Programs log in as the user app. ${password}`] : []),
    ...(auth === 'password' ? [`It asks for a password. ${password}`] : []),
    ...(tls
      ? ['It speaks TLS alone; clients need the certificate that “Export CA Certificate…” writes.']
      : []),
  ];
}

/** What an assistant writes is checked as a topology file is. @throws Failure saying what is wrong with which field */
function specOf({ engine: _, tls, ...fields }: Wish): Spec {
  return readTopologyFile(JSON.stringify({ ...fields, ...(tls && { tls }) }), fields.name);
}
