import { Disposable, StatusBarAlignment, type StatusBarItem, ThemeColor, window } from 'vscode';
import { diagnosedHealth } from '../model/diagnosed-health';
import type { Level } from '../model/snapshot';
import type { Stations } from '../topology/stations';
import type { CommandId } from './commands/command-ids';
import { show, t } from './localise';

const WORST_FIRST: readonly Level[] = ['error', 'warning', 'pending', 'ok', 'off'];
const COMMAND: CommandId = 'redisTopologyLab.openDashboard';

/**
 * How all topologies are, at a glance, in the same words as the tree; pressed, it lets one be chosen. Not there while
 * none is known.
 */
export class StatusBar implements Disposable {
  readonly #stations: Stations;
  readonly #item: StatusBarItem;
  readonly #parts: Disposable;

  constructor(stations: Stations) {
    this.#stations = stations;
    this.#item = window.createStatusBarItem('redisTopologyLab.health', StatusBarAlignment.Left);
    this.#item.name = t('Redis Topologies');
    this.#item.command = COMMAND;
    const update = () => this.#update();
    this.#parts = Disposable.from(
      { dispose: stations.subscribe(update) },
      stations.each(({ examinations }) => ({ dispose: examinations.onChange(update) })),
    );
  }

  dispose(): void {
    this.#parts.dispose();
    this.#item.dispose();
  }

  #update(): void {
    // An engine that cannot be asked says nothing of its topologies.
    const told = this.#stations.topologies.filter(({ station }) => station.lab.store.engine.kind === 'ready');
    if (told.length === 0) {
      this.#item.hide();
      return;
    }
    const health = told.map(({ topology, station }) => ({
      topology,
      ...diagnosedHealth(topology, station.examinations.of(topology.id)),
    }));
    const worst = WORST_FIRST.find((level) => health.some((h) => h.level === level)) ?? 'ok';
    const bad = health.filter((h) => h.level === 'error' || h.level === 'warning');
    const text =
      bad.length === 0
        ? `$(database) ${told.length}`
        : `$(${worst === 'error' ? 'error' : 'warning'}) ${bad.map((h) => h.topology.name).join(', ')}`;
    // Setting what is there already would make the editor draw it each second.
    if (this.#item.text !== text) this.#item.text = text;
    const tooltip = health.map((h) => `${h.topology.name}: ${show(h.sentence)}`).join('\n');
    if (this.#item.tooltip !== tooltip) this.#item.tooltip = tooltip;
    const background = worst === 'error' ? new ThemeColor('statusBarItem.errorBackground') : undefined;
    if ((this.#item.backgroundColor === undefined) !== (background === undefined))
      this.#item.backgroundColor = background;
    this.#item.show();
  }
}
