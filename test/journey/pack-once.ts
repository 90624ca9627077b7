import { buildExtension, extensionVsix } from '../lab/extension-package';

/** Before the first journey, in the process that starts all others: they take this package instead of one each. */
export default async function packOnce(): Promise<void> {
  if (process.env.LAB_VSIX) return;
  await buildExtension(() => {});
  process.env.LAB_VSIX = await extensionVsix();
}
