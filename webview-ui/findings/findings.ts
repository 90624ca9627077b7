import { type Child, el } from '../elements';
import { number, t } from '../l10n';
import { notYetTold } from '../moving/open-told';
import type { Scene } from '../scene';
import { button } from '../widgets/buttons';
import { findingItem } from './finding-item';
import { forgetOthers, isUnfolded, toggle } from './folding';

/** What is wrong, the worst first; no section where nothing is. */
export function findings(scene: Scene): Child {
  const { act, errand } = scene;
  const found = notYetTold(scene.findings);
  forgetOthers(new Set(found.map((f) => f.id)));
  if (found.length === 0) return undefined;
  return el(
    'section',
    { key: 'findings', class: 'findings', 'aria-labelledby': 'findings-title' },
    el('h2', { id: 'findings-title' }, t('Findings'), el('span', { class: 'aside' }, number(found.length))),
    el(
      'ul',
      { key: 'list' },
      ...found.map((finding, i) =>
        findingItem(scene, finding, isUnfolded(finding.id, i), () => {
          toggle(finding.id);
          act.redraw();
        }),
      ),
    ),
    button(t('Copy Diagnosis'), () => act.call({ name: 'topology', action: 'copyDiagnosis' }), {
      key: 'copy',
      disabled: errand()?.kind === 'running',
    }),
  );
}
