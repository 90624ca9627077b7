import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import type { ToHost } from '../../src/protocol/to-host';
import type { PageSnapshot, ToPage } from '../../src/protocol/to-page';
import { pageHtml } from '../../webview-ui/shell';
import { launchBrowser } from '../lab/editor/browser';
import { type Bundle, bundlePage } from './bundle';
import { NOW } from './snapshots/nodes';
import { applyTheme, type Theme } from './themes';

declare global {
  interface Window {
    sent: ToHost[];
    kept: unknown;
    violations: string[];
  }
}

export interface Options {
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly lang?: string;
  readonly kept?: unknown;
  readonly reducedMotion?: boolean;
  /** The test turns the page's clock. */
  readonly clock?: boolean;
  /** What stands in the document. */
  readonly first?: readonly ToPage[];
}

/** What the extension remembers of a topology. */
type Records = Pick<Extract<ToPage, { kind: 'hydrate' }>, 'history' | 'timeline'>;

/** The page in Chromium under its real CSP, with an extension that the test plays. */
export interface Opened {
  readonly page: Page;
  readonly send: (message: ToPage | unknown) => Promise<void>;
  readonly show: (
    snapshot: PageSnapshot,
    translations?: Record<string, string>,
    records?: Partial<Records>,
  ) => Promise<void>;
  readonly sent: () => Promise<ToHost[]>;
  /** CSP violations, errors, console messages and requests to elsewhere: must be empty. */
  readonly offences: () => Promise<string[]>;
  readonly close: () => Promise<void>;
}

/** A browser that opens the page, and the server that gives it to it. */
export interface Pages {
  readonly open: (options?: Options) => Promise<Opened>;
  readonly bundle: Bundle;
  readonly close: () => Promise<void>;
}

/** Bundles the page and starts browser and server. */
export async function startPages(): Promise<Pages> {
  const bundle = await bundlePage();
  let origin = '';
  const firsts: (readonly ToPage[])[] = [];
  const server = createServer((request, response) => {
    const answer = (type: string, body: string) =>
      response.writeHead(200, { 'content-type': type }).end(body);
    if (request.url === '/page.js') return answer('text/javascript', bundle.script);
    if (request.url === '/page.css') return answer('text/css', bundle.style);
    const asked = new URL(request.url ?? '/', origin).searchParams;
    const lang = asked.get('lang') ?? 'en';
    const first = firsts[Number(asked.get('first'))] ?? [];
    const nonce = randomBytes(16).toString('base64url');
    const uris = { scriptUri: `${origin}/page.js`, styleUri: `${origin}/page.css`, cspSource: origin };
    answer('text/html; charset=utf-8', pageHtml({ ...uris, nonce, lang, title: 'Topology', first }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const browser = await launchBrowser();
  return {
    bundle,
    open: (options) => {
      const first = firsts.push(options?.first ?? []) - 1;
      return openPage(browser, origin, `${origin}/?lang=${options?.lang ?? 'en'}&first=${first}`, options);
    },
    close: async () => {
      await browser.close();
      server.close();
    },
  };
}

async function openPage(
  browser: Browser,
  origin: string,
  address: string,
  options: Options = {},
): Promise<Opened> {
  const { theme = 'dark', width = 1100, height = 900 } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    timezoneId: 'UTC',
    reducedMotion: options.reducedMotion === false ? 'no-preference' : 'reduce',
  });
  const page = await context.newPage();
  if (options.clock) await page.clock.install();
  const offences: string[] = [];
  page.on('console', (m) => offences.push(`console ${m.type()}: ${m.text()}`));
  page.on('pageerror', (e) => offences.push(`error: ${e.message}`));
  page.on('dialog', (d) => {
    offences.push(`dialog: ${d.message()}`);
    void d.dismiss();
  });
  page.on('request', (r) => {
    if (!r.url().startsWith(origin)) offences.push(`request: ${r.url()}`);
  });
  // tsx, which runs the bench, calls this in every function that it passes on.
  await page.addInitScript('globalThis.__name = (f) => f');
  await page.addInitScript(playExtension, { ...applyTheme(theme), kept: options.kept });
  await page.goto(address);
  const send = async (message: ToPage | unknown) => {
    await page.evaluate((m) => window.postMessage(m, '*'), message);
    // A message is delivered in a task of its own; two frames later its effects are laid out.
    await page.evaluate(() => new Promise((r) => requestAnimationFrame(() => requestAnimationFrame(r))));
  };
  return {
    page,
    send,
    show: (snapshot, translations = {}, { history = {}, timeline = [] } = {}) =>
      send({
        kind: 'hydrate',
        snapshot,
        engineName: 'default',
        translations,
        now: NOW,
        history,
        timeline,
      }),
    sent: () => page.evaluate(() => window.sent),
    offences: async () => [...offences, ...(await page.evaluate(() => window.violations))],
    close: () => context.close(),
  };
}

/** Runs in the page before anything else. */
function playExtension(given: { variables: Record<string, string>; bodyClass: string; kept: unknown }): void {
  window.sent = [];
  window.kept = given.kept;
  window.violations = [];
  document.addEventListener('securitypolicyviolation', (e) =>
    window.violations.push(
      `CSP: ${e.violatedDirective} ${e.blockedURI} ${e.sample} ${e.sourceFile}:${e.lineNumber}`,
    ),
  );
  Object.assign(window, {
    acquireVsCodeApi: () => ({
      postMessage: (message: ToHost) => window.sent.push(structuredClone(message)),
      getState: () => window.kept,
      setState: (state: unknown) => {
        window.kept = state;
      },
    }),
  });
  const dress = () => {
    for (const [name, value] of Object.entries(given.variables)) {
      document.documentElement.style.setProperty(`--vscode-${name}`, value);
    }
    document.body.className = given.bodyClass;
  };
  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    dress();
  }).observe(document, { childList: true, subtree: true });
}
