import { diagnosis } from '../../model/diagnosis';
import type { Finding } from '../../model/findings/finding';
import { findings } from '../../model/findings/findings';
import { mendableOf } from '../../model/findings/mendable';
import { render } from '../../model/text';
import { t } from '../localise';
import { type AssistantTool, type Named, named } from './tool';

/**
 * One topology with what is wrong with it, as Markdown. What has not lasted yet is told apart: an assistant looks once,
 * and much passes by itself.
 */
export const readTool: AssistantTool<Named> = {
  doing: ({ topology }) => t('Reading {0}', topology),
  async act({ lab, examinations, version }, { topology: name }) {
    const asked = await named(lab, name);
    const standing = await examinations.examine(asked.id);
    const topology = examinations.examined(asked.id) ?? asked;
    const { engine } = lab.store;
    const whole = diagnosis(topology, standing, {
      now: lab.now(),
      engine: engine.kind === 'ready' ? engine.name : '',
      extension: version,
    });
    const known = new Set(standing.map((f) => f.id));
    const all = findings(topology, lab.now());
    const fresh = all.filter((f) => !known.has(f.id));
    return [
      whole,
      ...listed('Seen just now, may pass by itself', fresh),
      ...listed('What redisTopology_repair can mend, by id', mendableOf(all)),
    ].join('\n');
  },
};

function listed(title: string, some: readonly Finding[]): string[] {
  if (some.length === 0) return [];
  return [`## ${title}`, '', ...some.map(({ id, what }) => `- \`${id}\`: ${render(what)}`), ''];
}
