import { text } from '../../text';
import { linkRule, repoint } from './link-rules';

export const linkRing = linkRule('ring', 'link-ring', {
  what: ({ node, address }) => text('{0} replicates {1}, which replicates it in turn', node.name, address),
  why: text('In a ring of replicas nobody takes writes.'),
  remedy: repoint,
});
