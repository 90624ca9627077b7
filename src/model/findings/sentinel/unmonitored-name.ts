import { text } from '../../text';
import { type Rule, said } from '../finding';
import { act, advise } from '../remedy';

/** Settings in a configuration file for a name that the file does not monitor: the server refuses to start with it. */
export const unmonitoredName: Rule = {
  id: 'unmonitored-name',
  afterMs: 0,
  find: ({ nodes }) =>
    nodes.flatMap((node) => {
      const file = node.evidence?.file;
      const stray = file?.settings.filter(({ name }) => !file.monitors.includes(name)) ?? [];
      const [first] = stray;
      if (!file || !first) return [];
      return [
        {
          about: node.id,
          severity: node.answer.kind === 'sentinel' ? 'warning' : 'error',
          what: text(
            '{0} is configured for “{1}”, but monitors {2}',
            node.name,
            first.name,
            file.monitors.join(', ') || '–',
          ),
          why: text('The setting has no effect, and most versions refuse to start with such a file.'),
          nodes: [node.id],
          evidence: stray.map(({ setting, name }) => said(node, `sentinel ${setting} ${name} …`)),
          remedy:
            file.monitors.length === 1
              ? act({ kind: 'moveSentinelFile', sentinels: [node.id], path: file.path })
              : advise(text('Correct the name in {0}, then start the sentinel again.', file.path)),
        },
      ];
    }),
};
