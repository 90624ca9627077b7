import { strict as assert } from 'node:assert';
import { extensions } from 'vscode';
import type { TestApi } from '../../src/extension';

export const EXTENSION_ID = 'topology-lab.redis-topology-lab';

/** The extension as the host holds it. */
export function extensionUnderTest() {
  const found = extensions.getExtension<TestApi | undefined>(EXTENSION_ID);
  assert.ok(found, `${EXTENSION_ID} is not installed`);
  return found;
}

/** The extension's parts, once it is active. */
export async function activated(): Promise<TestApi> {
  const api = await extensionUnderTest().activate();
  assert.ok(api, 'the extension gives its parts under test only');
  return api;
}
