import { formatSlots } from '../format';
import type { Command } from '../handover-commands';
import { READ_CERTIFICATES, TLS_FOLDER } from '../tls/tls-files';
import { PASSWORD, type RepairStep } from './step';

/** More arguments than this are not read by anybody: the rest is counted. */
const MOST_ARGUMENTS = 12;

/** A command as a user reads it before it is sent: no secret, no line without end. */
export function shownCommand(command: Command): string {
  const words = command.map((word) => (word === PASSWORD ? '••••••' : word || '""'));
  const more = words.length - MOST_ARGUMENTS;
  return more > 0 ? `${words.slice(0, MOST_ARGUMENTS).join(' ')} … +${more}` : words.join(' ');
}

/** What a step sends to its node, as a user reads it. */
export function shownStep(step: RepairStep): readonly string[] {
  switch (step.kind) {
    case 'tell':
      return [...step.commands, ...(step.withPassword ?? [])].map(shownCommand);
    case 'bringHome':
      return [
        `CLUSTER SETSLOT ${formatSlots(step.slots)} IMPORTING ${step.owner.name}`,
        `MIGRATE ${step.owner.ip} ${step.owner.port} "" 0 … KEYS …`,
        `CLUSTER SETSLOT ${formatSlots(step.slots)} STABLE`,
      ];
    case 'takeOver':
      return step.shown;
    case 'endMoves':
      return ['MIGRATE …', 'CLUSTER SETSLOT …'];
    case 'recreate':
      return [`docker stop ${step.node.name}`, `docker create ${recreated(step.change)} …`, 'docker start'];
    case 'join': {
      const address = step.address === undefined ? '' : `--ip ${step.address} `;
      return [`docker network connect ${address}${step.network} ${step.node.name}`];
    }
    case 'certify':
      return [
        `docker cp … ${step.node.name}:/data/${TLS_FOLDER}`,
        ...(step.how === 'reload' ? [shownCommand(READ_CERTIFICATES)] : []),
        ...(step.how === 'restart' ? [`docker restart ${step.node.name}`] : []),
      ];
    case 'wake':
      return [`docker ${step.how} ${step.node.name}`];
  }
}

function recreated(change: Extract<RepairStep, { kind: 'recreate' }>['change']): string {
  switch (change.kind) {
    case 'sentinelFile':
      return '--volume …:/data … redis-sentinel /data/sentinel.conf';
    case 'volume':
      return '--volume …:/data';
    case 'fixedAddress':
      return '--ip …';
    case 'publish':
      return '--publish 127.0.0.1:…';
  }
}
