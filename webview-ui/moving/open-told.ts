import type { Finding } from '../../src/model/findings/finding';

const isOpen = ({ rule }: Finding) => rule === 'open-slots';

/** Whether slots are open in a way that finishing or undoing their move does not simply mend. */
export const tangled = (findings: readonly Finding[]): boolean =>
  findings.some((finding) => isOpen(finding) && finding.severity === 'error');

/** The findings without what the notice of an unfinished migration, with its two ways out, says already. */
export const notYetTold = (findings: readonly Finding[]): readonly Finding[] =>
  tangled(findings) ? findings : findings.filter((finding) => !isOpen(finding));
