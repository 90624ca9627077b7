import { text } from '../../text';
import { linkRule, repoint } from './link-rules';

export const linkToItself = linkRule('itself', 'link-to-itself', {
  what: ({ node, address }) => text('{0} is told to replicate itself ({1})', node.name, address),
  why: text('It takes no writes and gets none: nothing is replicated.'),
  remedy: repoint,
});
