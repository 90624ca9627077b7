import { text } from '../../text';
import { advise } from '../remedy';
import { linkRule } from './link-rules';

export const linkUnexplained = linkRule('unexplained', 'link-unexplained', {
  what: ({ node, address }) => text('{0} has no link to its master {1}, which answers', node.name, address),
  why: text('This copy grows old.'),
  remedy: () =>
    advise(text('Read the logs of both nodes, and look for a firewall or a cut between their networks.')),
});
