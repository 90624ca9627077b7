import './page.css';
import type { PageOrder, PageQuestion, ToHost } from '../src/protocol/to-host';
import { parseToPage, type ToPage } from '../src/protocol/to-page';
import { announceHealth } from './announcer';
import { type Child, el } from './elements';
import { findings } from './findings/findings';
import { markFirstPaint } from './first-paint';
import { useTranslations } from './l10n';
import { onMeasured } from './measure';
import { Calls } from './messages';
import { openForm } from './moving/draft';
import { moving } from './moving/moving';
import { patch } from './patch';
import { picture } from './picture/picture';
import { whyBroken, whyRefused } from './refusal';
import { replication } from './replication/replication';
import { makeScene } from './scene';
import { slots } from './slots/slots';
import { onThemeChange } from './slots/tints';
import { LOADING, type PageState, receive } from './state';
import { timeline } from './timeline/timeline';
import { registerToolkit } from './toolkit';
import { failoverStrip } from './widgets/failover-strip';
import { header } from './widgets/header';
import { healthLine } from './widgets/health-line';
import { nodeDetails } from './widgets/node-details';
import { nodeTable } from './widgets/node-table';
import { broken, engineTrouble, gone, loading, stillJoining, unfinished } from './widgets/notices';
import { sentinelTable } from './widgets/sentinel-table';
import { Work } from './work';

/** Kept by the editor over a reload of the window: `topologyId` is what the extension restores the panel by. */
interface Kept {
  readonly topologyId?: string;
  readonly selected?: string | undefined;
}
declare function acquireVsCodeApi(): {
  postMessage(message: ToHost): void;
  getState(): unknown;
  setState(state: Kept): void;
};

const LATE_MS = 10_000;
const host = acquireVsCodeApi();
const root = document.getElementById('page') as HTMLElement;
const calls = new Calls((message) => host.postMessage(message));
const work = new Work((call) => calls.ask(call), render);
let state: PageState = LOADING;
let late = false;
let lateness: ReturnType<typeof setTimeout> | undefined;
let selected = (host.getState() as Kept | undefined)?.selected;

const act = {
  select(id: string) {
    selected = id;
    keep();
    render();
  },
  call: (call: Parameters<Work['start']>[0]) => void work.start(call),
  ask: (question: PageQuestion | PageOrder) => calls.ask(question),
  redraw: () => render(),
};

function keep(): void {
  if (state.kind === 'shown') host.setState({ topologyId: state.snapshot.id, selected });
}

/** Asks for everything; the page is derived from the reply. */
function hydrate(): void {
  late = false;
  if (state.kind === 'loading') state = LOADING;
  clearTimeout(lateness);
  lateness = setTimeout(() => {
    late = true;
    render();
  }, LATE_MS);
  host.postMessage({ kind: 'ready' });
  render();
}

function onMessage(message: ToPage): void {
  if (message.kind === 'reply') {
    calls.answer(message.id, message.result);
    return;
  }
  if (message.kind === 'open') openForm(message.form, message.node);
  if (message.kind === 'hydrate') useTranslations(message.translations);
  const next = receive(state, message);
  if (!next) {
    hydrate();
    return;
  }
  if (next.kind !== 'loading') clearTimeout(lateness);
  state = next;
  if (message.kind === 'hydrate') keep();
  render();
  if (message.kind === 'hydrate') markFirstPaint();
}

function content(): readonly Child[] {
  if (state.kind === 'loading') return [loading(late, state.trouble, hydrate)];
  if (state.kind === 'gone') return [gone(state.name)];
  const scene = makeScene(state, selected, (node) => work.of(node), act);
  if (state.snapshot.state === 'complete') announceHealth(scene.health, state.snapshot.name);
  return [
    header(scene),
    engineTrouble(state.trouble, state.asOf),
    unfinished(state.snapshot.state),
    stillJoining(state.snapshot.joining ?? []),
    healthLine(scene),
    findings(scene),
    ...moving(scene),
    el(
      'div',
      { key: 'two', class: 'two' },
      el('div', { key: 'stack', class: 'stack' }, picture(scene), failoverStrip(scene)),
      nodeDetails(scene),
    ),
    sentinelTable(scene),
    slots(scene),
    replication(scene),
    timeline(scene),
    nodeTable(scene),
  ];
}

function render(): void {
  try {
    const focused = document.activeElement;
    patch(root, content());
    if (focused && focused !== document.body && !focused.isConnected) refocus();
  } catch (error) {
    patch(root, [broken(error instanceof Error ? error.message : String(error), hydrate)]);
  }
}

/** What had the focus is gone (a Stop button, say): the selected node is the nearest thing to it. */
function refocus(): void {
  root.querySelector<SVGElement>('[role=option][tabindex="0"]')?.focus({ preventScroll: true });
}

registerToolkit();
onMeasured(render);
onThemeChange(render);
function take(raw: unknown): void {
  const message = parseToPage(raw);
  const refuse = (why: string) => host.postMessage({ kind: 'refused', why });
  if (!message) {
    refuse(whyRefused(raw));
    return;
  }
  try {
    onMessage(message);
  } catch (error) {
    refuse(whyBroken(message.kind, error));
  }
}

window.addEventListener('message', (event) => take(event.data));
// What stands in the document spares the first picture a question and its answer; what has changed since comes with that.
for (const message of JSON.parse(root.dataset.first ?? '[]')) take(message);
delete root.dataset.first;
hydrate();
