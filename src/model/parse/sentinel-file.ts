import type { SentinelFileEvidence } from '../evidence';

/** Settings of a sentinel as a whole: no master's name follows them. */
export const GLOBAL = new Set([
  'myid',
  'current-epoch',
  'deny-scripts-reconfig',
  'announce-ip',
  'announce-port',
  'resolve-hostnames',
  'announce-hostnames',
  'sentinel-user',
  'sentinel-pass',
  'loglevel',
]);

/**
 * Which names a sentinel's configuration file monitors and gives settings for. No value is read but the name of a user:
 * others are secret.
 */
export function readSentinelFile(path: string, content: string): SentinelFileEvidence {
  const monitors: string[] = [];
  const settings: { setting: string; name: string }[] = [];
  const users = new Map<string, string>();
  for (const line of content.split('\n')) {
    const [directive = '', setting = '', quotedName = '', value = ''] = line.trim().split(/\s+/);
    const name = unquoted(quotedName);
    const what = setting.toLowerCase();
    if (directive.toLowerCase() !== 'sentinel' || name === '' || GLOBAL.has(what)) continue;
    if (what === 'monitor') monitors.push(name);
    else settings.push({ setting: what, name });
    if (what === 'auth-user') users.set(name, unquoted(value));
  }
  // A user without a password is not sent.
  const logins = settings
    .filter(({ setting }) => setting === 'auth-pass')
    .map(({ name }) => ({ name, user: users.get(name) }));
  return { path, monitors, settings, logins };
}

const unquoted = (word: string): string => word.replace(/^"(.*)"$/, '$1');
