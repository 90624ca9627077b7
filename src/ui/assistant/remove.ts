import { removeTopology } from '../../operations/remove';
import { whatGoes } from '../commands/what-goes';
import { t } from '../localise';
import { planMessage } from './plan-message';
import { type AssistantTool, type Named, named } from './tool';

/** Removes a topology with its data. */
export const removeTool: AssistantTool<Named> = {
  doing: ({ topology }) => t('Removing {0}', topology),
  async confirm({ lab }, { topology }) {
    const found = await named(lab, topology);
    return { title: t('Remove {0}?', found.name), message: planMessage([], whatGoes(found).split('\n')) };
  },
  async act({ lab }, { topology }, work) {
    const { id, name } = await named(lab, topology);
    await removeTopology(lab, id, work);
    return `${name} is removed: its containers, volumes and network are gone.`;
  },
};
