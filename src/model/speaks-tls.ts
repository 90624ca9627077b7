import type { TopologySnapshot } from './snapshot';

type Told = Pick<TopologySnapshot, 'spec' | 'nodes'>;

/** Whether clients are to speak TLS to a topology's servers. */
export const speaksTls = ({ spec, nodes }: Told): boolean =>
  spec?.tls === true || nodes.some((node) => node.tls !== undefined);

/** Whether its servers want a certificate of their clients too. Ours want none. */
export const wantsCertificates = ({ nodes }: Pick<Told, 'nodes'>): boolean =>
  nodes.some((node) => node.tls === 'mutual');
