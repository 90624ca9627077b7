import type { Login } from '../../../src/model/secrets';
import type { NodeSnapshot } from '../../../src/model/snapshot';
import { type NodeConnection as Connection, NodeConnection, type Reply } from '../../../src/redis/connection';
import type { Lab } from '../../../src/topology/lab';

/** A node's answer to somebody: what the server said, an error as its words. Nobody in particular: undefined. */
export async function saysTo(
  lab: Lab,
  node: NodeSnapshot,
  login: Login | undefined,
  ...command: string[]
): Promise<Reply> {
  const target = lab.targetTo(node.id);
  if (!target) throw new Error(`no way to ${node.name}`);
  const connection: Connection = new NodeConnection({ ...target, login: async () => login });
  try {
    return await connection.run(command);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    connection.close();
  }
}

/** Which of these commands a node refuses somebody for want of permission. */
export async function refused(
  lab: Lab,
  node: NodeSnapshot,
  login: Login | undefined,
  commands: readonly string[],
): Promise<string[]> {
  const answers = await Promise.all(
    commands.map(async (c) => String(await saysTo(lab, node, login, ...c.split(' ')))),
  );
  return commands.filter((_, i) => answers[i]?.startsWith('NOPERM'));
}
