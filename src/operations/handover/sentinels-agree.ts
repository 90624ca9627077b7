import type { Check } from '../../model/checks';
import type { Place } from '../../model/handover';
import { fieldsOf, sentinelView } from '../../model/parse/sentinel';
import type { SentinelView } from '../../model/sentinel-view';
import { text } from '../../model/text';
import { prove } from '../proof';
import type { Actor } from './party';
import { FORWARD, SETTLE_MS } from './settle';

/**
 * Proves that every sentinel names the new master, thinks it well, sees the others follow it, has no failover under
 * way, and that all have the same config epoch.
 */
export function proveSentinelsAgree(
  name: string,
  master: Place,
  replicas: readonly Place[],
  sentinels: readonly Actor[],
): Promise<Check> {
  return prove(text('Every sentinel agrees on {0}', master.name), SETTLE_MS, FORWARD, async () => {
    const views = await Promise.all(sentinels.map((s) => viewOf(s, name)));
    const epochs = new Set(views.map((v) => v.configEpoch));
    const doubts = views.map((v) => doubt(v, master, replicas));
    return {
      passed: epochs.size === 1 && doubts.every((d) => d === undefined),
      evidence: views.map(
        (v, i) =>
          `${sentinels[i]?.name}: ${v.masterIp}:${v.masterPort} in epoch ${v.configEpoch}, ${doubts[i] ?? 'all follow it'}`,
      ),
    };
  });
}

async function viewOf(s: Actor, name: string): Promise<SentinelView> {
  const [master, replicas] = await Promise.all([
    s.connection.run(['SENTINEL', 'MASTER', name]),
    s.connection.run(['SENTINEL', 'REPLICAS', name]),
  ]);
  return sentinelView(fieldsOf(master) ?? new Map(), replicas, [], '');
}

function doubt(view: SentinelView, master: Place, replicas: readonly Place[]): string | undefined {
  if (view.masterIp !== master.ip || view.masterPort !== master.port) return 'another master';
  if (view.flags.join() !== 'master') return `flags ${view.flags.join()}`;
  for (const r of replicas) {
    const seen = view.replicas.find((s) => s.ip === r.ip && s.port === r.port);
    if (!seen) return `${r.name} not known`;
    if (!seen.linkOk || seen.flags.join() !== 'slave')
      return `${r.name}: ${seen.flags.join()}, link not yet up`;
  }
  return undefined;
}
