import { type Disposable, Disposable as Disposables, lm } from 'vscode';
import { describeShape } from '../../model/describe';
import { diagnosis } from '../../model/diagnosis';
import { Failure } from '../../model/failure';
import { formatDuration } from '../../model/format';
import { defaultSpec, type Shape, type Spec } from '../../model/spec';
import { render, text } from '../../model/text';
import { topologyHealth } from '../../model/topology-health';
import { createTopology } from '../../operations/create';
import { handOver } from '../../operations/handover';
import { choosePorts } from '../../topology/ports';
import type { Parts } from '../commands/parts';
import { t } from '../localise';
import { generatePassword } from '../wizard/password';
import { named, tool } from './tool';

interface Named {
  readonly topology: string;
}
interface Wish {
  readonly shape: Shape;
  readonly name: string;
  readonly image: string;
  readonly replicas?: number;
  readonly masters?: number;
  readonly replicasPerMaster?: number;
  readonly sentinels?: number;
  readonly password?: boolean;
}

/** What an assistant in the editor can do here; what changes something asks the person first. */
export function registerTools(parts: Parts): Disposable {
  const { lab, examinations } = parts;
  return Disposables.from(
    lm.registerTool(
      'redisTopology_list',
      tool<object>({
        doing: () => t('Listing Redis topologies'),
        act: async () => {
          await lab.refresh();
          const rows = lab.store.topologies.map((topology) => ({
            name: topology.name,
            shape: render(describeShape(topology)),
            health: render(topologyHealth(topology).sentence),
          }));
          return JSON.stringify(rows);
        },
      }),
    ),
    lm.registerTool(
      'redisTopology_read',
      tool<Named>({
        doing: ({ topology }) => t('Reading {0}', topology),
        act: async ({ topology }) => {
          const { id } = await named(lab, topology);
          const found = await examinations.examine(id);
          const examined = examinations.examined(id) ?? (await named(lab, topology));
          const { engine } = lab.store;
          return diagnosis(examined, found, {
            now: lab.now(),
            engine: engine.kind === 'ready' ? engine.name : '',
            extension: parts.version,
          });
        },
      }),
    ),
    lm.registerTool(
      'redisTopology_create',
      tool<Wish>({
        doing: ({ name }) => t('Creating {0}', name),
        confirm: ({ name, shape, image }) => ({
          title: t('Create {0}?', name),
          message: t('Makes containers for a topology of shape {0} from {1}.', shape, image),
        }),
        act: async (wish, work) => {
          const spec = await choosePorts(await lab.connect(), specOf(wish));
          const secrets = wish.password ? { password: generatePassword() } : {};
          const { id } = await createTopology(lab, spec, secrets, work);
          const nodes = lab.store.get(id)?.nodes ?? [];
          return `${spec.name} is ready: ${nodes.map((n) => `${n.name} on 127.0.0.1:${n.container.publishedPort}`).join(', ')}`;
        },
      }),
    ),
    lm.registerTool(
      'redisTopology_failOver',
      tool<Named & { readonly node?: string }>({
        doing: ({ topology }) => t('Failover of {0}', topology),
        confirm: ({ topology, node }) => ({
          title: t('Failover of {0}', topology),
          message: node
            ? t('Hands the master over to {0} without losing a write.', node)
            : t('Hands the master over to its most up-to-date replica without losing a write.'),
        }),
        act: async ({ topology, node }, work) => {
          const found = await named(lab, topology);
          const to = found.nodes.find((n) => n.name === node || n.id === node);
          // Without this a misspelt name would hand over another shard.
          if (node !== undefined && !to) throw new Failure(text('There is no node {0} any more.', node));
          const result = await handOver(lab, found.id, to?.id, work);
          return `${result.to} is master now; writers waited ${formatDuration(result.heldMs)}, lost bytes: ${result.lostBytes ?? 'unknown'}.`;
        },
      }),
    ),
  );
}

function specOf({ shape, name, image, password, ...sizes }: Wish): Spec {
  const given = Object.fromEntries(Object.entries(sizes).filter(([, value]) => value !== undefined));
  const usual = defaultSpec(shape, name, image);
  const known = Object.fromEntries(Object.entries(given).filter(([key]) => key in usual));
  return { ...usual, ...known, auth: password ? 'password' : 'none' } as Spec;
}
