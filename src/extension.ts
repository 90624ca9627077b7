import { type ExtensionContext, ExtensionMode, window } from 'vscode';
import { History } from './topology/history';
import { Lab } from './topology/lab';
import { Timelines } from './topology/timeline';
import { runPageCall } from './ui/commands/page-calls';
import type { Parts } from './ui/commands/parts';
import { registerCommands } from './ui/commands/register-commands';
import { keepContextKeys } from './ui/context-keys';
import { InspectDocuments } from './ui/documents/inspect';
import { showVerifyReport } from './ui/documents/verify-report';
import { followDockerContext } from './ui/follow-docker-context';
import { NodeLogs } from './ui/node-logs';
import { Panels } from './ui/panel/panels';
import { TimelineStorage } from './ui/panel/timeline-storage';
import { settings } from './ui/settings';
import { TopologyView } from './ui/tree/tree-view';
import { askForTopology } from './ui/wizard/create-wizard';

/** What host tests look at; given to nobody else. */
export interface TestApi {
  readonly lab: Lab;
  readonly view: TopologyView;
  /** How long activation took once the code was loaded, ms. */
  readonly activationMs: number;
}

/** Makes the parts and connects them. Touches no engine: that begins when somebody looks or asks for something. */
export function activate(context: ExtensionContext): TestApi | undefined {
  const start = performance.now();
  const log = window.createOutputChannel('Redis Topology Lab', { log: true });
  const lab = new Lab({
    endpoint: settings.endpoint,
    log,
    intervalMs: settings.pollIntervalMs,
  });
  const view = new TopologyView(lab, log);
  const logs = new NodeLogs(lab, log);
  const documents = new InspectDocuments(lab);
  const history = new History(lab.store, lab.now, settings.pollIntervalMs);
  const timeline = new Timelines(lab);
  const timelineStorage = new TimelineStorage(context.workspaceState, timeline, lab.store, log);
  const records = { history, timeline };
  const panels: Panels = new Panels(context, lab, (id, call) => runPageCall(parts, id, call), log, records);
  const parts: Parts = {
    lab,
    log,
    timeline,
    askForTopology: () => askForTopology(lab, log),
    openDashboard: (topologyId) => panels.open(topologyId),
    inspect: (nodeId) => documents.show(nodeId),
    followLogs: (nodeId) => logs.show(nodeId),
    showVerifyReport,
    reveal: (id) => view.reveal(id),
    showLog: () => log.show(),
  };
  // Disposed in this order: what looks at the lab goes before the lab, and the log last.
  context.subscriptions.push(
    followDockerContext(lab),
    registerCommands(parts),
    keepContextKeys(lab.store),
    panels,
    timelineStorage,
    timeline,
    history,
    documents,
    logs,
    view,
    lab,
    log,
  );
  if (context.extensionMode !== ExtensionMode.Test) return undefined;
  return { lab, view, activationMs: performance.now() - start };
}
