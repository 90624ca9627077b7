import { type Disposable, Disposable as Disposables, lm } from 'vscode';
import type { Parts } from '../commands/parts';
import type { AssistantTool } from './tool';
import { whenInvoked } from './when-invoked';

/** What an assistant in the editor can do here; what changes something asks the person first. */
export function registerTools(parts: Parts): Disposable {
  const register = <Input>(name: string, load: () => Promise<AssistantTool<Input>>) =>
    lm.registerTool(`redisTopology_${name}`, whenInvoked(parts, load));
  return Disposables.from(
    register('list', async () => (await import('./list')).listTool),
    register('read', async () => (await import('./read')).readTool),
    register('create', async () => (await import('./create')).createTool),
    register('failOver', async () => (await import('./fail-over')).failOverTool),
    register('reshard', async () => (await import('./reshard')).reshardTool),
    register('repair', async () => (await import('./repair')).repairTool),
    register('remove', async () => (await import('./remove')).removeTool),
  );
}
