import type { SentinelView } from '../../model/sentinel-view';
import { text } from '../../model/text';
import { note, rows, type Section } from './document';
import { type NameOf, place } from './replication-section';

/** What a sentinel monitors, and what it knows of it: one section per master. */
export function sentinelSections(
  myId: string,
  tilt: boolean,
  views: readonly SentinelView[],
  nameOf: NameOf,
): Section[] {
  const own: Section = {
    title: text('Sentinel'),
    parts: [
      rows([text('Own id'), myId], [text('TILT mode'), tilt ? text('yes: it only watches') : text('no')]),
      ...(views.length === 0 ? [note(text('It monitors nothing.'))] : []),
    ],
  };
  return [own, ...views.map((view) => viewSection(view, nameOf))];
}

function viewSection(view: SentinelView, nameOf: NameOf): Section {
  return {
    title: text('It monitors {0}', view.masterName),
    parts: [
      rows(
        [text('Master'), place(view.masterIp, view.masterPort, nameOf)],
        [text('Flags'), view.flags.join(',')],
        [text('Quorum'), String(view.quorum)],
        [text('Verdict on the quorum'), view.quorumVerdict],
        [text('Down after'), `${view.downAfterMs} ms`],
        [text('Configuration epoch'), String(view.configEpoch)],
        [text('Failover'), view.failoverState ?? text('none')],
      ),
      {
        kind: 'table',
        head: [text('Replica it knows'), text('Flags'), text('Link'), text('Offset')],
        rows: view.replicas.map((r) => [
          place(r.ip, r.port, nameOf),
          r.flags.join(','),
          r.linkOk ? 'ok' : 'err',
          String(r.offset),
        ]),
      },
      {
        kind: 'table',
        head: [text('Sentinel it knows'), text('Flags'), text('Run id')],
        rows: view.otherSentinels.map((s) => [place(s.ip, s.port, nameOf), s.flags.join(','), s.runId]),
      },
    ],
  };
}
