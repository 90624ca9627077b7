import { text } from '../../text';
import { linkRule, repoint } from './link-rules';

export const linkWrongPort = linkRule('wrongPort', 'link-wrong-port', {
  what: ({ node, address }) =>
    text('{0} replicates {1}: the address is right, but not the port', node.name, address),
  why: text('The port a server listens on is not always the one it is published on.'),
  remedy: repoint,
});
