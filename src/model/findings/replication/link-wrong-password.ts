import { text } from '../../text';
import { act } from '../remedy';
import { linkRule } from './link-rules';

export const linkWrongPassword = linkRule('wrongPassword', 'link-wrong-password', {
  what: ({ node, address }) =>
    text('{0} sends its master {1} a user or password that it refuses', node.name, address),
  why: text('The master refuses to replicate: this copy grows old.'),
  remedy: ({ node }) => act({ kind: 'setMasterPassword', nodes: [node.id] }),
});
