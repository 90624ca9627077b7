import type { Login } from '../../model/secrets';
import type { Directive } from './directives';

/**
 * Whom a configuration lets in: the default user; else a user who may do everything; else the one that replicas, or
 * other sentinels, come as. Passwords that stand there as a hash let nobody in.
 */
export function loginOf(directives: readonly Directive[]): Login | undefined {
  const users = directives.flatMap(([what, name = '', ...rules]) =>
    what === 'user' ? [{ name, rules }] : [],
  );
  const value = (name: string) => directives.filter((d) => d[0] === name).at(-1)?.[1] || undefined;
  const standard = users.find((u) => u.name === 'default');
  const isOff = standard?.rules.includes('off');
  const plain = value('requirepass') ?? (standard && passwordAmong(standard.rules));
  if (plain !== undefined && !isOff) return { password: plain };
  for (const { name, rules } of users) {
    const password = passwordAmong(rules);
    const mayAll = rules.some((rule) => rule === '+@all' || rule === 'allcommands');
    if (name !== 'default' && password !== undefined && mayAll && rules.includes('on'))
      return { user: name, password };
  }
  return (
    pair(value('masteruser') ?? value('primaryuser'), value('masterauth') ?? value('primaryauth')) ??
    pair(sentinelOwn(directives, 'sentinel-user'), sentinelOwn(directives, 'sentinel-pass'))
  );
}

/** A user's password among the rules of its line (`>password`). */
const passwordAmong = (rules: readonly string[]) => rules.find((rule) => rule.startsWith('>'))?.slice(1);

const sentinelOwn = (directives: readonly Directive[], name: string) =>
  directives.filter((d) => d[0] === 'sentinel' && d[1] === name).at(-1)?.[2];

const pair = (user: string | undefined, password: string | undefined): Login | undefined =>
  user === undefined || password === undefined ? undefined : { user, password };
