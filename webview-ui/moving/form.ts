import { holdings } from '../../src/model/moves/holding';
import { type MovePlan, type Share, sharesAfter } from '../../src/model/moves/move-plan';
import { movingObstacle } from '../../src/model/moves/obstacle';
import { planMoves } from '../../src/model/moves/plan-moves';
import type { MoveForm } from '../../src/protocol/to-page';
import { type Child, type Described, el } from '../elements';
import { say, t } from '../l10n';
import { mark } from '../marks';
import type { Scene } from '../scene';
import { button } from '../widgets/buttons';
import { type Masters, wishOf } from './choices';
import { closeForm, type Draft } from './draft';
import { formFields } from './form-fields';
import { measureOf } from './measure';
import { measuredLines } from './measured';
import { moveList } from './move-list';
import { shareBars } from './share-bars';
import { start } from './start';

function title(form: MoveForm): string {
  switch (form) {
    case 'reshard':
      return t('Move slots to one master');
    case 'rebalance':
      return t('Rebalance slots');
    case 'drain':
      return t('Empty a master');
    case 'moveSlot':
      return t('Move the slot of a key');
  }
}

/** The form, and beneath it the plan that it comes to, which follows every change of either. */
export function form(draft: Draft, scene: Scene): Described {
  const masters = holdings(scene.snapshot);
  const { redraw } = scene.act;
  const changed = () => {
    draft.refused = undefined;
    redraw();
  };
  return el(
    'section',
    {
      class: 'moving',
      key: `form ${draft.serial}`,
      'aria-labelledby': 'moving-title',
      on: { keydown: (event: KeyboardEvent) => event.key === 'Escape' && closeForm(redraw) },
      after: (section) => enter(section, draft),
    },
    el('h2', { class: 'as-is', id: 'moving-title' }, title(draft.form)),
    el('div', { class: 'fields', key: 'fields' }, ...formFields(draft, masters, changed)),
    ...plan(draft, masters, scene),
  );
}

let entered = 0;

/** A form that was just opened is where the user wants to be. It is in the page only after it was made. */
function enter(section: Element, { serial }: Draft): void {
  if (entered === serial) return;
  entered = serial;
  requestAnimationFrame(() => {
    section.scrollIntoView({ block: 'nearest' });
    section.querySelector<HTMLElement>('input, select, vscode-button')?.focus({ preventScroll: true });
  });
}

function plan(draft: Draft, masters: Masters, scene: Scene): readonly Child[] {
  const wish = wishOf(draft, masters);
  const obstacle = movingObstacle(scene.snapshot);
  if (obstacle || typeof wish === 'string') {
    const why = obstacle ? sentence('warning', say(obstacle)) : sentence('pending', String(wish));
    return [shareBars(sharesAfter(masters, [])), why, buttons(draft, undefined, scene)];
  }
  const planned = planMoves(scene.snapshot, wish);
  switch (planned.kind) {
    case 'cannot':
      return [
        shareBars(sharesAfter(masters, [])),
        sentence('warning', say(planned.why)),
        buttons(draft, undefined, scene),
      ];
    case 'nothing':
      return [shareBars(planned.shares), sentence('ok', say(planned.why)), buttons(draft, undefined, scene)];
    case 'move': {
      const { ask, redraw } = scene.act;
      return [
        shareBars(planned.shares),
        moveList(planned.moves, masters),
        ...emptied(planned.shares),
        measuredLines(measureOf(planned.moves, ask, redraw), draft, redraw),
        buttons(draft, planned, scene),
      ];
    }
  }
}

/** What servers do by themselves to who loses its last slot (`cluster-allow-replica-migration`, on by default). */
const emptied = (shares: readonly Share[]): readonly Child[] =>
  shares
    .filter(({ before, after }) => before > 0 && after === 0)
    .map(({ id, name }) =>
      el(
        'p',
        { key: `emptied ${id}` },
        mark('warning'),
        t(
          '{0} keeps no slot and becomes a replica of a master that took them, unless its cluster-allow-replica-migration is off.',
          name,
        ),
      ),
    );

const sentence = (level: 'ok' | 'warning' | 'pending', words: string): Described =>
  el('p', { class: 'verdict', role: 'status', key: 'verdict' }, mark(level), words);

function buttons(
  draft: Draft,
  planned: Extract<MovePlan, { kind: 'move' }> | undefined,
  { act }: Scene,
): Described {
  return el(
    'div',
    { class: 'actions', key: 'buttons' },
    button(t('Start'), () => planned && start(draft, planned.moves, act), {
      primary: true,
      disabled: !planned || draft.starting,
    }),
    button(t('Leave'), () => closeForm(act.redraw)),
    draft.refused !== undefined &&
      el('p', { class: 'refused', role: 'alert', key: 'refused' }, mark('error'), draft.refused),
  );
}
