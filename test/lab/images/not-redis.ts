import { withLock } from '../lock';
import { tryRun } from '../run';
import type { Say } from '../say';
import { aptRoot } from './apt-root';
import { packageFiles } from './packages';
import { Rootfs } from './rootfs';

/** An image without any server in it: busybox, which sleeps. */
export const notRedisTag = 'notredis:lab';

/** Makes {@link notRedisTag} if it is not there, for the tests of what happens with an image that is not Redis. */
export async function ensureNotRedis(say: Say): Promise<string> {
  if ((await tryRun('docker', ['image', 'inspect', notRedisTag], { timeoutMs: 15_000 })).code === 0)
    return notRedisTag;
  await withLock('images', async () => {
    say(`${notRedisTag}: building it`);
    const debs = await packageFiles(await aptRoot('bookworm'), ['busybox-static']);
    const root = new Rootfs();
    try {
      await root.unpack(debs);
      await root.fillUpFromBusybox();
      await root.importAs(notRedisTag, ['ENV PATH=/usr/bin:/bin', 'CMD ["sleep", "3600"]'], 0);
    } finally {
      root.remove();
    }
  });
  return notRedisTag;
}
