import type { Failure } from '../../model/failure';
import { failureSentence } from '../failure-sentence';
import { show, t } from '../localise';
import { escapeMarkdown } from './markdown';
import type { Row } from './row';

/** Stands above the topologies while their engine does not answer: what is beneath may be old. */
export function engineLostRow(engineName: string, failure: Failure): Row {
  const description = show(failure.what);
  return {
    id: '#engine',
    look: {
      label: t('{0} cannot be asked', engineName),
      description,
      level: 'error',
      tooltip: escapeMarkdown(failureSentence(failure)),
      context: 'message',
      spoken: description,
      open: false,
    },
    children: [],
  };
}
