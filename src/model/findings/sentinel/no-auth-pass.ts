import { entranceWords, type LoginFault, loginFault } from '../../acl/entrance';
import type { NodeSnapshot, TopologySnapshot } from '../../snapshot';
import { type Text, text } from '../../text';
import { type Found, idsOf, namesOf, type Rule, said } from '../finding';
import { act } from '../remedy';
import { type Opinion, opinionsIn } from './opinions';

/** A sentinel that one of the servers it monitors refuses, by what its configuration file gives it to log in with. */
interface Refused {
  readonly sentinel: Opinion;
  readonly by: NodeSnapshot;
  readonly fault: LoginFault;
  /** What the file says, without the password. */
  readonly words: string;
}

/** Sentinels without the password of a master that wants one, or that come as a user whom it does not let in. */
export const noAuthPass: Rule = {
  id: 'no-auth-pass',
  afterMs: 10_000,
  find: (snapshot) => {
    const refused = opinionsIn(snapshot).flatMap((sentinel) => refusal(sentinel, snapshot) ?? []);
    const lacking = refused.filter((r) => r.fault === 'noPassword');
    const strange = refused.filter((r) => r.fault !== 'noPassword');
    return [
      ...found(lacking, (names) => text('Sentinels lack the master’s password: {0}', names)),
      ...found(strange, (names) =>
        text('The master does not let in the user that these sentinels log in as: {0}', names),
      ),
    ];
  },
};

function refusal(sentinel: Opinion, { nodes }: TopologySnapshot): Refused | undefined {
  const { file } = sentinel.node.evidence ?? {};
  if (!file) return undefined;
  const { masterName } = sentinel.view;
  const login = file.logins.find(({ name }) => name === masterName);
  for (const by of nodes) {
    const entrance = by.evidence?.config?.entrance;
    // A sentinel does not mind a refused login: where everybody is let in it goes on without.
    if (!entrance || entrance.unnamed === 'open') continue;
    const fault = loginFault(entrance, login);
    if (!fault) continue;
    const words = {
      noPassword: `no auth-pass for ${masterName}`,
      noName: `auth-pass for ${masterName}, but no auth-user`,
      unknownName: `auth-user ${masterName} ${login?.user}`,
    };
    return { sentinel, by, fault, words: words[fault] };
  }
  return undefined;
}

function found(refused: readonly Refused[], what: (names: string) => Text): Found[] {
  const [first] = refused;
  if (!first) return [];
  const sentinels = refused.map((r) => r.sentinel.node);
  const { entrance } = first.by.evidence?.config ?? {};
  return [
    {
      about: idsOf(sentinels).join(' '),
      severity: 'error',
      what: what(namesOf(sentinels)),
      why: text(
        'The master refuses what they ask, so they take it for dead and cannot promote a replica either.',
      ),
      nodes: idsOf(sentinels),
      evidence: [
        ...(entrance ? [said(first.by, entranceWords(entrance))] : []),
        ...refused.map(({ sentinel: { node, view }, words }) =>
          said(node, `${words}; ${view.flags.join(',')}`),
        ),
      ],
      remedy: act({
        kind: 'setSentinelPassword',
        sentinels: idsOf(sentinels),
        masterName: first.sentinel.view.masterName,
      }),
    },
  ];
}
