import type { Login } from '../../model/secrets';
import { directivesIn, portIn } from './directives';
import { loginOf } from './login';
import { type TlsTold, tlsIn } from './tls-told';

/** What a server's configuration says that matters to who looks for it. */
export interface Configuration {
  readonly port: number | undefined;
  readonly login: Login | undefined;
  /** The file that holds its users; as it stands there. */
  readonly aclFile: string | undefined;
  /** Whom it is to follow. */
  readonly follows: { readonly ip: string; readonly port: number } | undefined;
  /** Where a cluster's node keeps what it knows of the cluster; relative to its folder unless it begins with a slash. */
  readonly clusterFile: string | undefined;
  readonly folder: string | undefined;
  readonly tls: TlsTold | undefined;
  /** What a sentinel monitors. */
  readonly monitors: readonly Monitored[];
}

/** A master that a sentinel's file names. */
export interface Monitored {
  readonly name: string;
  readonly ip: string;
  readonly port: number;
}

/** Reads a configuration: the lines of a file, or options. Of a setting that stands there twice the last one counts. */
export function readConfiguration(content: string): Configuration {
  const directives = directivesIn(content);
  const last = (...names: string[]) =>
    directives
      .filter(([name]) => names.includes(name))
      .at(-1)
      ?.slice(1);
  const [host = '', at] = last('replicaof', 'slaveof') ?? [];
  const masterPort = portIn(at);
  const inCluster = last('cluster-enabled')?.[0] === 'yes';
  return {
    port: portIn(last('port')?.[0]),
    login: loginOf(directives),
    aclFile: last('aclfile')?.[0] || undefined,
    follows: masterPort === undefined ? undefined : { ip: host, port: masterPort },
    clusterFile: inCluster ? (last('cluster-config-file')?.[0] ?? 'nodes.conf') : undefined,
    folder: last('dir')?.[0],
    tls: tlsIn(directives),
    monitors: directives.flatMap(([sentinel, monitor, name = '', ip = '', port]) =>
      sentinel === 'sentinel' && monitor === 'monitor' ? [{ name, ip, port: Number(port) }] : [],
    ),
  };
}
