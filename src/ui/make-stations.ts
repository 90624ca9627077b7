import type { ExtensionContext } from 'vscode';
import type { Log } from '../model/log';
import { Lab } from '../topology/lab';
import type { Migrations } from '../topology/migrations';
import { Station } from '../topology/station';
import { Stations } from '../topology/stations';
import { engineEndpoint } from './engine-endpoints';
import { settings } from './settings';

/** The engines that the settings ask for. None is touched before something needs it. */
export function makeStations({ secrets }: ExtensionContext, log: Log, migrations: Migrations): Stations {
  const stations: Stations = new Stations((asked) => {
    const lab: Lab = new Lab({
      endpoint: () => engineEndpoint(asked),
      log,
      intervalMs: settings.pollIntervalMs,
      discovery: settings.discovery,
      containers: settings.containers,
      secrets,
      beside: () => stations.all.map((one) => one.lab).filter((one) => one !== lab),
    });
    const isMoving = (id: string) => migrations.of(id) !== undefined;
    return new Station({ asked, lab, intervalMs: settings.pollIntervalMs, isMoving });
  });
  stations.fit(settings.enginesBeside());
  return stations;
}
