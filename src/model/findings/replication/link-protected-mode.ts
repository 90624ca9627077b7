import { text } from '../../text';
import { advise } from '../remedy';
import { linkRule } from './link-rules';

export const linkProtectedMode = linkRule('protectedMode', 'link-protected-mode', {
  what: ({ node, address }) =>
    text('The master {1} is in protected mode and refuses {0}', node.name, address),
  why: text('Without a password, protected mode lets in only clients of the same container.'),
  remedy: () => advise(text('Set a password on all nodes, or “protected-mode no” on the master.')),
});
