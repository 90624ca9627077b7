import { listening } from '../server-config';
import { type Text, text } from '../text';
import type { Blueprint, BlueprintNode } from './blueprint';
import { masterOf } from './node-files';
import { makeCertificates, putCertificates } from './script-certificates';
import { cli, loginLines, type Note, passwordFromEnvironment, sentinelLogin } from './script-logins';

/**
 * A topology as a shell script of docker and redis-cli commands, step by step, with comments that say why. The
 * password, where there is one, is read from the environment variable REDIS_PASSWORD by whoever runs it.
 * @param say puts a comment into the reader's language
 */
export function shellScript(blueprint: Blueprint, say: (comment: Text) => string): string {
  const { name, subnet, nodes, password } = blueprint;
  const data = nodes.filter((n) => n.role !== 'sentinel');
  const note = (comment: Text) => `# ${say(comment)}`;
  return [
    '#!/bin/sh',
    note(text('Makes {0} with nothing but docker and redis-cli. Made by Topology Lab.', name)),
    'set -e',
    ...(password ? ['', ...passwordFromEnvironment(blueprint, note)] : []),
    '',
    note(text('A network of its own: on it every node has a fixed address, which survives restarts.')),
    `docker network create --subnet ${subnet} ${name}`,
    ...makeCertificates(blueprint, note),
    '',
    note(
      text(
        'The servers. Each gets a configuration that it may rewrite, in its own volume: a single mounted file could not be replaced.',
      ),
    ),
    ...data.flatMap((node) => ['', ...runNode(blueprint, node, conf(blueprint, node))]),
    ...awaitAll(blueprint, data, note),
    ...(blueprint.shape === 'cluster' ? joinCluster(blueprint, note) : followMaster(blueprint, note)),
    ...(blueprint.shape === 'sentinel' ? addSentinels(blueprint, note) : []),
    '',
  ].join('\n');
}

function conf(blueprint: Blueprint, node: BlueprintNode): string[] {
  const lines = node.conf?.trimEnd().split('\n') ?? [
    ...listening(blueprint, node.port, 'sentinel'),
    'protected-mode no',
    'dir /data',
  ];
  // The shell puts the password in: the here-document below is not quoted.
  const own = lines.map((line) => line.replace(/[\\$`]/g, '\\$&'));
  return [...own, ...loginLines(blueprint, node)];
}

function runNode(blueprint: Blueprint, node: BlueprintNode, lines: readonly string[]): string[] {
  const { name: network, server } = blueprint;
  const { name, image, address, port, published, role } = node;
  const file = role === 'sentinel' ? 'sentinel.conf' : 'redis.conf';
  const program = `${server.product}-${role === 'sentinel' ? 'sentinel' : 'server'}`;
  const publish = published === undefined ? '' : ` -p 127.0.0.1:${published}:${port}`;
  return [
    `docker create --name ${name} --network ${network} --ip ${address}${publish} -v ${name}:/data ${image} ${program} /data/${file}`,
    `docker run --rm -i --network none --user root -v ${name}:/data --entrypoint sh ${image} -c 'umask 077; cat > /data/${file}' <<EOF`,
    ...lines,
    'EOF',
    ...putCertificates(blueprint, node),
    `docker start ${name}`,
  ];
}

function awaitAll(blueprint: Blueprint, nodes: readonly BlueprintNode[], note: Note): string[] {
  return [
    '',
    note(text('Wait until all answer.')),
    ...nodes.map((node) => `until ${cli(node, 'PING', blueprint)} | grep -q PONG; do sleep 0.2; done`),
  ];
}

function followMaster(blueprint: Blueprint, note: Note): string[] {
  const replicas = blueprint.nodes.filter((n) => n.role === 'replica');
  const master = masterOf(blueprint);
  if (!master || replicas.length === 0) return [];
  return [
    '',
    note(text('Replicas are told their master. REPLICAOF was called SLAVEOF before Redis 5.')),
    ...replicas.map((r) => cli(r, `REPLICAOF ${master.address} ${master.port}`, blueprint)),
    note(text('Without this a replica would be a master again after its next restart.')),
    ...replicas.map((r) => cli(r, 'CONFIG REWRITE', blueprint)),
    note(text('Wait until every link is up.')),
    ...replicas.map(
      (r) =>
        `until ${cli(r, 'INFO replication', blueprint)} | grep -q master_link_status:up; do sleep 0.2; done`,
    ),
  ];
}

function addSentinels(blueprint: Blueprint, note: Note): string[] {
  const { masterName, quorum, downAfterMs, failoverTimeoutMs, parallelSyncs } = blueprint.sentinel;
  const sentinels = blueprint.nodes.filter((n) => n.role === 'sentinel');
  const master = masterOf(blueprint);
  return [
    '',
    note(text('Sentinels. They save what they learn into their own configuration files.')),
    ...sentinels.flatMap((node) => ['', ...runNode(blueprint, node, conf(blueprint, node))]),
    ...awaitAll(blueprint, sentinels, note),
    '',
    note(
      text(
        'All monitor the same master under the same name; {0} of them must agree that it is down.',
        quorum,
      ),
    ),
    ...sentinels.flatMap((s) => [
      cli(s, `SENTINEL MONITOR ${masterName} ${master?.address} ${master?.port} ${quorum}`, blueprint),
      ...(blueprint.password ? [sentinelLogin(blueprint, s)] : []),
      cli(
        s,
        `SENTINEL SET ${masterName} down-after-milliseconds ${downAfterMs} failover-timeout ${failoverTimeoutMs} parallel-syncs ${parallelSyncs}`,
        blueprint,
      ),
    ]),
    note(text('They find each other through the master within a few seconds.')),
    ...sentinels.map(
      (s) =>
        `until ${cli(s, `SENTINEL CKQUORUM ${masterName}`, blueprint)} | grep -q "^OK ${sentinels.length} "; do sleep 0.5; done`,
    ),
  ];
}

function joinCluster(blueprint: Blueprint, note: Note): string[] {
  const masters = blueprint.nodes.filter((n) => n.role === 'master');
  const replicas = blueprint.nodes.filter((n) => n.role === 'replica');
  const [first, ...others] = [...masters, ...replicas];
  if (!first) return [];
  const id = (node: BlueprintNode) => `$(${cli(node, 'CLUSTER MYID', blueprint)})`;
  return [
    '',
    note(text('Every slot gets an owner: whole ranges, so that none is forgotten.')),
    ...masters.map((m) =>
      cli(m, `CLUSTER ADDSLOTSRANGE ${m.slots.map(([a, b]) => `${a} ${b}`).join(' ')}`, blueprint),
    ),
    note(text('Distinct epochs: two masters with the same one would have to settle it between them.')),
    ...masters.map((m, i) => cli(m, `CLUSTER SET-CONFIG-EPOCH ${i + 1}`, blueprint)),
    note(text('The first meets all others; they hear of each other by gossip.')),
    ...others.map((n) => cli(first, `CLUSTER MEET ${n.address} ${n.port}`, blueprint)),
    ...[first, ...others].map(
      (n) =>
        `until ${cli(n, 'CLUSTER INFO', blueprint)} | grep -q "cluster_known_nodes:${blueprint.nodes.length}"; do sleep 0.2; done`,
    ),
    ...(replicas.length > 0 ? [note(text('Replicas are told their master by its node id.'))] : []),
    ...replicas.map((r) => {
      const master = masters.find((m) => m.name === r.master) ?? first;
      return `until ${cli(r, `CLUSTER REPLICATE ${id(master)}`, blueprint)} | grep -q OK; do sleep 0.5; done`;
    }),
    note(text('Wait until every node says that the cluster works.')),
    ...[first, ...others].map(
      (n) => `until ${cli(n, 'CLUSTER INFO', blueprint)} | grep -q cluster_state:ok; do sleep 0.2; done`,
    ),
  ];
}
