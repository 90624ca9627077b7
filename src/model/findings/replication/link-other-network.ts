import { text } from '../../text';
import { commonNetwork } from '../networks';
import { act, advise } from '../remedy';
import { linkRule } from './link-rules';

export const linkOtherNetwork = linkRule('otherNetwork', 'link-other-network', {
  what: ({ node, address }) => text('{0} is in no network of its master {1}', node.name, address),
  why: text('Containers reach each other only within a network: this copy grows old.'),
  remedy: ({ node, master }) => {
    const network = master && commonNetwork([master]);
    return network === undefined
      ? advise(text('Join the containers’ networks, or mend what is between them.'))
      : act({ kind: 'joinNetwork', nodes: [node.id], network });
  },
});
