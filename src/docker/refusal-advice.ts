import type { Remedy } from '../model/failure';
import { type Text, text } from '../model/text';

export interface Advice {
  readonly next: Text;
  readonly remedies: readonly Remedy[];
}

interface Rule extends Advice {
  readonly said: RegExp;
}

/** What engines say when they refuse, the most telling first, and what helps. */
const RULES: readonly Rule[] = [
  {
    said: /no space left on device/i,
    next: text(
      'The engine has no disk space left. Remove what you do not need ("docker system prune"), then try again.',
    ),
    remedies: ['retry', 'showLog'],
  },
  {
    said: /port is already allocated|address already in use|ports are not available|bind: /i,
    next: text('Another program uses this port. Choose other ports, or stop that program.'),
    remedies: ['choosePorts', 'retry'],
  },
  {
    said: /non-overlapping IPv4 address pool|predefined address pools/i,
    next: text(
      'The engine has no free address range for another network. Remove unused networks ("docker network prune").',
    ),
    remedies: ['retry', 'showLog'],
  },
  {
    said: /pool overlaps/i,
    next: text('Another network took the same address range. Try again.'),
    remedies: ['retry'],
  },
  {
    said: /network with name .* already exists/i,
    next: text('A network of this name exists already. Choose another name, or remove that network.'),
    remedies: ['retry'],
  },
  {
    said: /container name .* already in use/i,
    next: text('A container of this name exists already. Choose another name, or remove that container.'),
    remedies: ['retry'],
  },
  {
    said: /toomanyrequests|rate limit/i,
    next: text(
      'The registry limits how much may be fetched. Wait, log in ("docker login"), or choose an image that is already here.',
    ),
    remedies: ['chooseImage', 'retry'],
  },
  {
    said: /manifest unknown|manifest for .* not found|repository does not exist|pull access denied|no matching manifest|invalid reference format|name unknown/i,
    next: text('Check the name and the tag of the image, and that it exists for this machine.'),
    remedies: ['chooseImage'],
  },
  {
    said: /(Get|Head) "?https?:|failed to (do request|resolve reference)|no such host|TLS handshake timeout|proxyconnect|registry/i,
    next: text(
      'The engine cannot reach the registry. Check its network and proxy, or choose an image that is already here.',
    ),
    remedies: ['chooseImage', 'retry'],
  },
  {
    said: /no such image/i,
    next: text('The image is not on this engine. Pull it, or choose another one.'),
    remedies: ['chooseImage'],
  },
  {
    said: /is paused/i,
    next: text('The container is paused. Resume it first.'),
    remedies: ['retry'],
  },
  {
    said: /is not running/i,
    next: text('The container does not run. Start it first.'),
    remedies: ['retry', 'showLog'],
  },
  {
    said: /OCI runtime|exec format error|executable file not found/i,
    next: text(
      'The image does not contain a program that is needed, or is made for another kind of machine. Choose another image.',
    ),
    remedies: ['chooseImage', 'showLog'],
  },
];

const OTHERWISE: Advice = { next: text('The log tells more.'), remedies: ['retry', 'showLog'] };

/** What to do next after an engine refused with these words. */
export function refusalAdvice(said: string): Advice {
  return RULES.find((rule) => rule.said.test(said)) ?? OTHERWISE;
}
