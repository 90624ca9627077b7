import type { Entrance } from '../acl/entrance';

/** Whom the lines of ACL LIST let in. Hashes of passwords stand in them, and end here. */
export function entranceIn(lines: readonly string[]): Entrance {
  const users = lines.flatMap((line) => {
    const [, name, ...rules] = line.split(' ');
    if (name === undefined || !rules.includes('on')) return [];
    const open = rules.includes('nopass');
    return open || rules.some((rule) => rule.startsWith('#')) ? [{ name, open }] : [];
  });
  const standard = users.find(({ name }) => name === 'default');
  return {
    unnamed: standard === undefined ? 'closed' : standard.open ? 'open' : 'password',
    users: users.map(({ name }) => name),
  };
}
