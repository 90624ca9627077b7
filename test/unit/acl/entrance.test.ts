import { expect, test } from 'vitest';
import { type Entrance, entranceWords, type LoginFault, loginFault } from '../../../src/model/acl/entrance';
import { entranceIn } from '../../../src/model/parse/acl-list';

const HASH = `#${'5e88489'.padEnd(64, '0')}`;

test.each<[string, readonly string[], Entrance]>([
  [
    'as installed',
    ['user default on nopass sanitize-payload ~* &* +@all'],
    { unnamed: 'open', users: ['default'] },
  ],
  ['requirepass', [`user default on ${HASH} ~* &* +@all`], { unnamed: 'password', users: ['default'] }],
  [
    'users: who is off, or has no password, cannot log in',
    [
      'user default off resetchannels -@all',
      `user app on ${HASH} ~* +@read`,
      `user former off ${HASH} ~* +@all`,
      'user empty on ~* -@all',
      'user guest on nopass -@all +ping',
    ],
    { unnamed: 'closed', users: ['app', 'guest'] },
  ],
  ['a default user without a password', ['user default on ~* +@all'], { unnamed: 'closed', users: [] }],
])('ACL LIST: %s', (_, lines, entrance) => {
  expect(entranceIn(lines)).toEqual(entrance);
  expect(entranceWords(entranceIn(lines))).not.toContain('5e88489');
});

const open: Entrance = { unnamed: 'open', users: ['default'] };
const guarded: Entrance = { unnamed: 'password', users: undefined };
const byName: Entrance = { unnamed: 'closed', users: ['app'] };
const [nobody, nameless, app, other] = [undefined, { user: undefined }, { user: 'app' }, { user: 'other' }];

test.each<[Entrance, { user: string | undefined } | undefined, LoginFault | undefined]>([
  [open, nobody, undefined],
  [guarded, nobody, 'noPassword'],
  [guarded, nameless, undefined],
  // A server that does not tell its users may have this one.
  [guarded, app, undefined],
  [byName, nobody, 'noPassword'],
  [byName, nameless, 'noName'],
  [byName, app, undefined],
  [byName, other, 'unknownName'],
])('%j, for %j: %s', (entrance, login, fault) => {
  expect(loginFault(entrance, login)).toBe(fault);
});
