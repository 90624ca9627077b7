import { listTopologyContainers } from '../../docker/containers';
import type { Engine } from '../../docker/engine';
import { Failure } from '../../model/failure';
import type { JoiningNode } from '../../model/snapshot';
import type { Spec } from '../../model/spec';
import { text } from '../../model/text';

/** What the topology is when an addition is done, as its containers' labels say. @throws Failure */
export async function addedSpec(engine: Engine, node: JoiningNode): Promise<Spec> {
  const rows = await listTopologyContainers(engine);
  const spec = rows.find((r) => r.facts.id === node.container.id)?.labels?.spec;
  if (!spec) throw new Failure(text('What {0} was made for is not known', node.name));
  return spec;
}
