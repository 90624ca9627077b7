import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Cancelled, Failure } from '../../../src/model/failure';
import { silentLog } from '../../../src/model/log';
import type { TopologySnapshot } from '../../../src/model/snapshot';
import { text } from '../../../src/model/text';
import { Store } from '../../../src/topology/store';

interface FakePanel {
  title: string;
  visible: boolean;
  disposed: boolean;
  iconPath?: unknown;
  readonly sent: { kind: string; [key: string]: unknown }[];
  readonly webview: { html: string; options: unknown; [key: string]: unknown };
  reveal: ReturnType<typeof vi.fn>;
  dispose(): void;
  say(message: unknown): void;
  turn(visible: boolean): void;
}

const made: FakePanel[] = [];
let serializer: { deserializeWebviewPanel(panel: unknown, state: unknown): Promise<void> };

function fakePanel(title = ''): FakePanel {
  let receive: (message: unknown) => void = () => {};
  let changed: () => void = () => {};
  let closed: () => void = () => {};
  const sent: FakePanel['sent'] = [];
  const hold =
    <T>(set: (listener: T) => void) =>
    (listener: T) => {
      set(listener);
      return { dispose() {} };
    };
  const panel = {
    title,
    visible: true,
    disposed: false,
    sent,
    webview: {
      html: '',
      options: {},
      cspSource: 'https://csp.test',
      asWebviewUri: (uri: unknown) => uri,
      postMessage: async (m: FakePanel['sent'][number]) => sent.push(structuredClone(m)),
      onDidReceiveMessage: hold<typeof receive>((listener) => {
        receive = listener;
      }),
    },
    onDidChangeViewState: hold<typeof changed>((listener) => {
      changed = listener;
    }),
    onDidDispose: hold<typeof closed>((listener) => {
      closed = listener;
    }),
    reveal: vi.fn(),
    dispose() {
      panel.disposed = true;
      closed();
    },
    say: (message: unknown) => receive(message),
    turn(visible: boolean) {
      panel.visible = visible;
      changed();
    },
  };
  return panel;
}

class Disposable {
  constructor(readonly dispose: () => void) {}
  static from(...parts: { dispose(): void }[]) {
    return new Disposable(() => {
      for (const part of parts) part.dispose();
    });
  }
}

vi.mock('vscode', () => ({
  Disposable,
  ViewColumn: { Active: -1 },
  Uri: { joinPath: (base: string, ...rest: string[]) => [base, ...rest].join('/') },
  env: { language: 'zh-cn' },
  l10n: { bundle: { Stop: '停止' }, t: (template: string) => template },
  window: {
    createWebviewPanel: (_: string, title: string) => {
      const panel = fakePanel(title);
      made.push(panel);
      return panel;
    },
    registerWebviewPanelSerializer: (_: string, given: typeof serializer) => {
      serializer = given;
      return { dispose() {} };
    },
  },
}));
const { Panels } = await import('../../../src/ui/panel/panels');
const { NO_RECORDS } = await import('../../../src/ui/panel/page-feed');

const topology: TopologySnapshot = {
  id: 't1',
  name: 'orders',
  origin: 'ours',
  shape: 'cluster',
  engine: 'e',
  spec: undefined,
  state: 'complete',
  nodes: [],
  revision: 1,
};

function setUp(runPageCall = vi.fn(async () => {})) {
  const store = new Store();
  store.setEngine({ kind: 'ready', name: 'default', version: '1' });
  store.setTopologies([topology]);
  const lab = { store, now: () => 5, attention: vi.fn(), connect: vi.fn(async () => ({})), log: silentLog };
  const log = { ...silentLog, warn: vi.fn(), error: vi.fn() };
  const home = { lab: lab as never, records: NO_RECORDS };
  const find = async () => {
    await lab.connect();
    return home;
  };
  const panels = new Panels({ extensionUri: '/ext' } as never, { of: () => home, find }, runPageCall, log);
  return { store, lab, log, panels, runPageCall };
}

function only<T>(list: readonly T[]): T {
  expect(list).toHaveLength(1);
  return list[0] as T;
}

beforeEach(() => {
  made.length = 0;
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

test('one panel per topology, with the title, a strict CSP and no more folders than needed', () => {
  const { panels } = setUp();
  panels.open('t1');
  panels.open('t1');
  const panel = only(made);
  expect(panel.reveal).toHaveBeenCalledOnce();
  expect(panel.title).toBe('orders');
  expect(panel.webview.options).toEqual({
    enableScripts: true,
    localResourceRoots: ['/ext/dist', '/ext/media'],
  });
  expect(panel.webview.html).toMatch(/default-src (&#39;|')none/);
  expect(panel.webview.html).toContain('lang="zh-cn"');
  expect(panel.webview.html).not.toContain('unsafe');
});

test('nothing is sent before the page is ready; then it is hydrated, and changes travel together', () => {
  const { panels, store } = setUp();
  panels.open('t1');
  const panel = only(made);
  vi.advanceTimersByTime(500);
  expect(panel.sent).toEqual([]);
  panel.say({ kind: 'ready' });
  expect(panel.sent.map((m) => m.kind)).toEqual(['hydrate']);
  expect(panel.sent[0]).toMatchObject({ translations: { Stop: '停止' }, engineName: 'default' });
  store.setTopologies([{ ...topology, state: 'incomplete' }]);
  store.setTopologies([{ ...topology, state: 'making' }]);
  vi.advanceTimersByTime(150);
  expect(panel.sent.map((m) => m.kind)).toEqual(['hydrate', 'update']);
  store.setTopologies([]);
  vi.advanceTimersByTime(150);
  expect(panel.sent.at(-1)).toEqual({ kind: 'gone' });
});

test('a hidden panel asks for nothing and is sent nothing; shown again it is hydrated when ready', () => {
  const { panels, store, lab } = setUp();
  panels.open('t1');
  const panel = only(made);
  expect(lab.attention).toHaveBeenLastCalledWith('panel:t1', 't1');
  panel.say({ kind: 'ready' });
  panel.turn(false);
  expect(lab.attention).toHaveBeenLastCalledWith('panel:t1', undefined);
  store.setTopologies([{ ...topology, state: 'making' }]);
  vi.advanceTimersByTime(500);
  expect(panel.sent).toHaveLength(1);
  panel.turn(true);
  panel.say({ kind: 'ready' });
  expect(panel.sent.map((m) => m.kind)).toEqual(['hydrate', 'hydrate']);
  panel.dispose();
  expect(lab.attention).toHaveBeenLastCalledWith('panel:t1', undefined);
});

test('every call is answered: done, failed with what, why and next, given up, or broken', async () => {
  const call = { name: 'topology', action: 'verify' } as const;
  const outcomes = [
    undefined,
    new Failure(text('It could not be done'), { why: 'no space', next: text('Free some.') }),
    new Cancelled(),
    new TypeError('oops'),
  ];
  const { panels, runPageCall, log } = setUp(
    vi.fn(async () => {
      const outcome = outcomes.shift();
      if (outcome) throw outcome;
    }),
  );
  panels.open('t1');
  const panel = only(made);
  for (let id = 1; id <= 4; id++) panel.say({ kind: 'call', id, call });
  await vi.waitFor(() => expect(panel.sent).toHaveLength(4));
  expect(runPageCall).toHaveBeenCalledWith('t1', call);
  expect(panel.sent).toEqual([
    { kind: 'reply', id: 1, result: { ok: true } },
    { kind: 'reply', id: 2, result: { ok: false, message: 'It could not be done: no space. Free some.' } },
    { kind: 'reply', id: 3, result: { ok: true } },
    { kind: 'reply', id: 4, result: { ok: false, message: 'oops' } },
  ]);
  expect(log.error).toHaveBeenCalledOnce();
});

test.each([
  undefined,
  null,
  'ready',
  { kind: 'call', id: 'x' },
  { kind: 'call', id: 1, call: { name: 'exec' } },
  { kind: 'call', id: 1, call: null },
  { kind: 'refused', why: {} },
  [],
])('a message that is not in the protocol is refused and logged: %j', (message) => {
  const { panels, log, runPageCall } = setUp();
  panels.open('t1');
  only(made).say(message);
  expect(log.warn).toHaveBeenCalledOnce();
  expect(runPageCall).not.toHaveBeenCalled();
});

test('what the page refuses is logged, on one line, and not as often as it comes', () => {
  const { panels, log, lab } = setUp();
  let now = 5;
  lab.now = () => now;
  panels.open('t1');
  for (let i = 0; i < 50; i++) only(made).say({ kind: 'refused', why: `malformed\n"${'x'.repeat(500)}"` });
  expect(log.warn).toHaveBeenCalledOnce();
  expect(log.warn).toHaveBeenLastCalledWith(
    expect.stringMatching(/^panel t1: the page refused .*: malformed "x+$/),
  );
  expect(log.warn.mock.lastCall?.[0].length).toBeLessThan(250);
  now += 20_000;
  only(made).say({ kind: 'refused', why: 'again' });
  expect(log.warn).toHaveBeenLastCalledWith(expect.stringContaining('again (and 49 more'));
});

test('a panel is restored after a reload, and connects; one without a topology is closed', async () => {
  const { lab, panels } = setUp();
  const restored = fakePanel('orders');
  await serializer.deserializeWebviewPanel(restored, { topologyId: 't1' });
  expect(lab.connect).toHaveBeenCalledOnce();
  restored.say({ kind: 'ready' });
  expect(restored.sent.map((m) => m.kind)).toEqual(['hydrate']);
  panels.open('t1');
  expect(made).toHaveLength(0);
  for (const state of [undefined, { topologyId: 7 }, { topologyId: 't1' }]) {
    const closed = fakePanel();
    await serializer.deserializeWebviewPanel(closed, state);
    expect(closed.disposed).toBe(true);
  }
});

test('engine trouble is told with its cause', () => {
  const { panels, store } = setUp();
  panels.open('t1');
  const panel = only(made);
  panel.say({ kind: 'ready' });
  const failure = new Failure(text('The engine does not answer'), { why: 'ECONNRESET' });
  store.setEngine({ kind: 'unavailable', name: 'default', failure });
  vi.advanceTimersByTime(150);
  expect(panel.sent.at(-1)).toMatchObject({ kind: 'engine', trouble: { args: [{}, 'ECONNRESET'] } });
});
