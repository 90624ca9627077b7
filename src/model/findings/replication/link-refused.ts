import { text } from '../../text';
import { linkRule, repoint } from './link-rules';

export const linkRefused = linkRule('refused', 'link-refused', {
  what: ({ node, address }) => text('{0} replicates {1}, where none of these nodes is', node.name, address),
  why: text('This copy grows old, and it is no replica of the master here.'),
  remedy: repoint,
});
