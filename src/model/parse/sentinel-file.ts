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

/** Which names a sentinel's configuration file monitors and gives settings for. Values are not read: some are secret. */
export function readSentinelFile(path: string, content: string): SentinelFileEvidence {
  const monitors: string[] = [];
  const settings: { setting: string; name: string }[] = [];
  for (const line of content.split('\n')) {
    const [directive = '', setting = '', quotedName = ''] = line.trim().split(/\s+/);
    const name = quotedName.replace(/^"(.*)"$/, '$1');
    const what = setting.toLowerCase();
    if (directive.toLowerCase() !== 'sentinel' || name === '' || GLOBAL.has(what)) continue;
    if (what === 'monitor') monitors.push(name);
    else settings.push({ setting: what, name });
  }
  const authPassFor = settings.filter(({ setting }) => setting === 'auth-pass').map(({ name }) => name);
  return { path, monitors, settings, authPassFor };
}
