import { countsPerSlot, type SlotMetric } from '../../../src/model/slot-heat';
import type { Scene } from '../../scene';
import { choices, type Heat, heatOf, type Shown } from './metric';
import { HeatWatch, type Round } from './watch';

const watch = new HeatWatch();
let shown: Shown = 'owners';

/** What the slots section shows of heat at this render. */
export interface HeatView {
  readonly shown: Shown;
  readonly choices: readonly Shown[];
  readonly choose: (shown: Shown) => void;
  /** The chosen metric's round and numbers; undefined while owners are shown. */
  readonly looked:
    | { readonly metric: SlotMetric; readonly round: Round; readonly heat: Heat | undefined }
    | undefined;
}

/** Undefined where no server counts per slot. Asks the servers only while a metric is shown. */
export function heatView(scene: Scene): HeatView | undefined {
  const offered = countsPerSlot(scene.snapshot);
  const { ask, redraw } = scene.act;
  if (offered && shown !== 'owners') watch.want(() => ask({ name: 'slotHeat' }), redraw);
  else watch.stop();
  if (!offered) return undefined;
  const { round } = watch;
  return {
    shown,
    choices: choices(round, shown),
    choose: (next) => {
      shown = next;
      redraw();
    },
    looked: shown === 'owners' ? undefined : { metric: shown, round, heat: heatOf(round, shown) },
  };
}
