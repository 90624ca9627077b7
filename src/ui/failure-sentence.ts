import type { Failure } from '../model/failure';
import { show } from './localise';

/** A failure in one line: what failed, why in the cause's own words, and what to do next. */
export function failureSentence(failure: Failure): string {
  const what = show(failure.what);
  const sentence = failure.why ? `${withoutStop(what)}: ${failure.why}` : what;
  return failure.next ? `${withoutStop(sentence)}. ${show(failure.next)}` : sentence;
}

function withoutStop(sentence: string): string {
  return sentence.replace(/[\s.。:：]+$/u, '');
}
