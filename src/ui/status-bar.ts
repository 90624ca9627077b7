import { type Disposable, StatusBarAlignment, type StatusBarItem, ThemeColor, window } from 'vscode';
import type { Level } from '../model/snapshot';
import { topologyHealth } from '../model/topology-health';
import type { Lab } from '../topology/lab';
import type { CommandId } from './commands/command-ids';
import { show, t } from './localise';

const WORST_FIRST: readonly Level[] = ['error', 'warning', 'pending', 'ok', 'off'];
const COMMAND: CommandId = 'redisTopologyLab.openDashboard';

/** How all topologies are, at a glance; pressed, it lets one be chosen. Not there while none is known. */
export class StatusBar implements Disposable {
  readonly #lab: Lab;
  readonly #item: StatusBarItem;
  readonly #unsubscribe: () => void;

  constructor(lab: Lab) {
    this.#lab = lab;
    this.#item = window.createStatusBarItem('redisTopologyLab.health', StatusBarAlignment.Left);
    this.#item.name = t('Redis Topologies');
    this.#item.command = COMMAND;
    this.#unsubscribe = lab.store.subscribe(() => this.#update());
  }

  dispose(): void {
    this.#unsubscribe();
    this.#item.dispose();
  }

  #update(): void {
    const { topologies, engine } = this.#lab.store;
    // An engine that cannot be asked says nothing of its topologies.
    if (topologies.length === 0 || engine.kind !== 'ready') {
      this.#item.hide();
      return;
    }
    const health = topologies.map((topology) => ({ topology, ...topologyHealth(topology) }));
    const worst = WORST_FIRST.find((level) => health.some((h) => h.level === level)) ?? 'ok';
    const bad = health.filter((h) => h.level === 'error' || h.level === 'warning');
    const text =
      bad.length === 0
        ? `$(database) ${topologies.length}`
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
