import { text } from '../../text';
import { act } from '../remedy';
import { linkRule } from './link-rules';

export const linkWithoutPassword = linkRule('noPassword', 'link-without-password', {
  what: ({ node, address }) =>
    text('{0} sends no password, and its master {1} wants one', node.name, address),
  why: text('The master refuses to replicate: this copy grows old.'),
  remedy: ({ node }) => act({ kind: 'setMasterPassword', nodes: [node.id] }),
});
