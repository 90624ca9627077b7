import type { ClusterPeer } from './cluster-view';
import { describeNode, describeShape } from './describe';
import { diagnosedHealth } from './diagnosed-health';
import type { Finding, FindingSeverity } from './findings/finding';
import { repairText } from './findings/remedy';
import { maskSecrets } from './mask-secrets';
import type { NodeSnapshot, TopologySnapshot } from './snapshot';
import { render, type Text, type Translate, text } from './text';

/** Where and when a diagnosis was made. */
export interface DiagnosedAt {
  /** ms since 1970. */
  readonly now: number;
  readonly engine: string;
  /** The extension's version. */
  readonly extension: string;
}

/**
 * All that a person who is to help needs to know, as Markdown: versions, nodes, roles, findings with their evidence,
 * each sentinel's and each cluster node's own view. Without secrets.
 */
export function diagnosis(
  snapshot: TopologySnapshot,
  findings: readonly Finding[],
  at: DiagnosedAt,
  translate?: Translate,
): string {
  const say = (words: Text) => plain(render(words, translate));
  const health = diagnosedHealth(snapshot, findings);
  const blocks = [
    `# ${plain(snapshot.name)}`,
    `${say(describeShape(snapshot))} · ${new Date(at.now).toISOString()} · ${plain(at.engine)} · Topology Lab ${at.extension}`,
    `**${say(health.sentence)}**`,
    `## ${say(text('Findings'))}`,
    findings.length === 0
      ? say(text('Nothing found.'))
      : findings.map((f) => findingLines(f, say)).join('\n\n'),
    `## ${say(text('Nodes'))}`,
    nodeTable(snapshot, say),
    ...sentinelBlocks(snapshot),
    ...clusterBlocks(snapshot),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const SIGNS: Readonly<Record<FindingSeverity, string>> = { error: '✖', warning: '▲', info: '•' };

function findingLines(
  { severity, what, why, evidence, remedy, rule }: Finding,
  say: (t: Text) => string,
): string {
  const advice = remedy.kind === 'advice' ? remedy.text : repairText(remedy.repair);
  return [
    `### ${SIGNS[severity]} ${say(what)}`,
    `${say(why)} (\`${rule}\`)`,
    ...evidence.map((e) => `- ${plain(e.node)}: ${code(e.words)}`),
    `→ ${say(advice)}`,
  ].join('\n');
}

function nodeTable(snapshot: TopologySnapshot, say: (t: Text) => string): string {
  const rows = snapshot.nodes.map((node) => {
    const { container, port } = node;
    return [
      plain(node.name),
      say(describeNode(node, snapshot)),
      server(node),
      `${container.ip ?? '–'}:${port}`,
      container.publishedPort ?? '–',
      plain(container.status),
      plain(container.image),
    ];
  });
  const head = [
    say(text('Node')),
    say(text('State')),
    say(text('Server')),
    say(text('Address')),
    say(text('Published port')),
    say(text('Container')),
    say(text('Image')),
  ];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function server({ answer }: NodeSnapshot): string {
  return 'server' in answer ? `${answer.server.product} ${answer.server.version}` : '–';
}

function sentinelBlocks({ nodes }: TopologySnapshot): string[] {
  const lines = nodes.flatMap((node) =>
    node.answer.kind === 'sentinel'
      ? node.answer.views.map((v) =>
          [
            `${node.name}: ${v.masterName} ${v.masterIp}:${v.masterPort} ${v.flags.join(',')}`,
            `quorum ${v.quorum}, epoch ${v.configEpoch}, replicas ${v.replicas.length}`,
            `sentinels ${v.otherSentinels.length + 1}; ${v.quorumVerdict}`,
          ].join('; '),
        )
      : [],
  );
  return lines.length === 0 ? [] : ['## SENTINEL MASTER', fenced(lines)];
}

/** CLUSTER NODES as each node says it; nodes that say the same are named together. */
function clusterBlocks({ nodes }: TopologySnapshot): string[] {
  const sayings = new Map<string, string[]>();
  for (const { name, answer } of nodes) {
    const view = answer.kind === 'data' ? answer.cluster : undefined;
    if (!view) continue;
    const open = view.open.map((o) => `[${o.slot}-${o.kind === 'migrating' ? '>' : '<'}-${o.peerId}]`);
    const lines = view.peers.map((p) => peerLine(p, p.id === view.myId ? open : []));
    const said = lines.sort().join('\n');
    sayings.set(said, [...(sayings.get(said) ?? []), `${name}: cluster_state:${view.state}`]);
  }
  return [...sayings].flatMap(([said, names]) => [
    `## CLUSTER NODES (${plain(names.join(', '))})`,
    fenced(said.split('\n')),
  ]);
}

function peerLine(p: ClusterPeer, open: readonly string[]): string {
  const flags = p.flags.filter((f) => f !== 'myself').join(',');
  const slots = p.slots.map(([a, b]) => (a === b ? `${a}` : `${a}-${b}`));
  const host = p.hostname === undefined ? '' : `,${p.hostname}`;
  const link = p.linkConnected ? 'connected' : 'disconnected';
  return [
    `${p.id} ${p.ip}:${p.port}@${p.busPort}${host}`,
    flags,
    p.masterId ?? '-',
    p.configEpoch,
    link,
    ...slots,
    ...open,
  ].join(' ');
}

/** Words that neither begin a line, nor make a link, a cell or HTML, nor hold a secret. */
const plain = (words: string): string =>
  maskSecrets(words)
    .replace(/\s+/g, ' ')
    .replace(/[\\|<>[\]`*_]/g, '\\$&');
const code = (words: string): string => `\`${maskSecrets(words).replace(/\s+/g, ' ').replaceAll('`', "'")}\``;
const fenced = (lines: readonly string[]): string =>
  ['```text', ...lines.map((l) => maskSecrets(l).replaceAll('```', "'''")), '```'].join('\n');
