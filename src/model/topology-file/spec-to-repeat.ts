import { announcedFor } from '../clients/announced';
import { sentinelViews } from '../sentinel-opinion';
import type { TopologySnapshot } from '../snapshot';
import { speaksTls } from '../speaks-tls';
import { type ClusterSpec, defaultSpec, type Spec } from '../spec';
import { arrange } from '../structure';

/**
 * The spec that would make a topology as it is now: its present size and what sentinels say of themselves; the rest
 * as it was asked for, or as in the wizard where nobody knows.
 */
export function specToRepeat(snapshot: TopologySnapshot): Spec {
  const { shards, sentinels } = arrange(snapshot);
  const image = snapshot.nodes[0]?.container.image ?? '';
  const known = snapshot.spec?.shape === snapshot.shape ? snapshot.spec : undefined;
  const made = known ?? {
    ...defaultSpec(snapshot.shape, snapshot.name, image),
    ...(snapshot.spec ? commonOf(snapshot.spec) : speaksTls(snapshot) ? { tls: true as const } : {}),
  };
  const replicas = Math.max(...shards.map((shard) => shard.replicas.length), 0);
  switch (made.shape) {
    case 'replication':
      return { ...made, replicas };
    case 'cluster':
      return {
        ...made,
        masters: shards.filter((s) => s.master).length,
        replicasPerMaster: replicas,
        ...clientsNow(snapshot, made),
      };
    case 'sentinel': {
      const view = sentinelViews(snapshot)[0]?.view;
      const said = view ? { quorum: view.quorum, downAfterMs: view.downAfterMs } : {};
      return { ...made, replicas, sentinels: sentinels.length, ...said };
    }
  }
}

/** Where nodes send clients may have been changed since; nothing where that is as it was asked for. */
function clientsNow(snapshot: TopologySnapshot, { clients = 'containers' }: Pick<ClusterSpec, 'clients'>) {
  const now = announcedFor(snapshot);
  return now === undefined || now === clients ? {} : { clients: now };
}

/** What any shape may keep of another: a replication group that got sentinels had no settings for them. */
function commonOf({
  name,
  image,
  firstPort,
  auth,
  appRights,
  tls,
  persistence,
  maxmemoryMb,
  extraConfig,
}: Spec) {
  return {
    name,
    image,
    firstPort,
    auth,
    persistence,
    extraConfig,
    ...(appRights === undefined ? {} : { appRights }),
    ...(tls && { tls }),
    ...(maxmemoryMb === undefined ? {} : { maxmemoryMb }),
  };
}
