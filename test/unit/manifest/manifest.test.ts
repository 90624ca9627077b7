import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { COMMAND_IDS } from '../../../src/ui/commands/command-ids';
import { readJson, readText, sourceFiles } from './project';

interface Command {
  command: string;
  title?: string;
  category?: string;
  icon?: string;
}
interface MenuEntry {
  command: string;
  when?: string;
  group?: string;
}
interface Manifest {
  activationEvents: string[];
  icon: string;
  extensionKind: string[];
  capabilities: {
    untrustedWorkspaces: { supported: string; restrictedConfigurations: string[] };
    virtualWorkspaces: boolean;
  };
  contributes: {
    commands: Command[];
    menus: Record<string, MenuEntry[]>;
    views: Record<string, { id: string; name: string; icon?: string }[]>;
    viewsContainers: { activitybar: { id: string; icon: string }[] };
    viewsWelcome: { view: string; contents: string; when?: string }[];
    configuration: {
      title: string;
      properties: Record<string, { scope?: string; markdownDescription?: string }>;
    }[];
  };
}

const manifest = readJson<Manifest>('package.json');
const english = readJson<Record<string, string>>('package.nls.json');
const chinese = readJson<Record<string, string>>('package.nls.zh-cn.json');
const { commands, menus, views, viewsContainers, viewsWelcome, configuration } = manifest.contributes;
const settings = Object.assign({}, ...configuration.map(({ properties }) => properties)) as Record<
  string,
  { scope?: string; markdownDescription?: string }
>;
const ids = commands.map(({ command }) => command);
const entries = Object.values(menus).flat();
const source = sourceFiles('src').map(readText).join('\n');

describe('commands', () => {
  it('are those that the code registers, and no others', () => {
    expect([...ids].sort()).toEqual([...COMMAND_IDS].sort());
  });

  it.each(commands)('$command has a localised title and a category', ({ title, category }) => {
    expect(title).toMatch(/^%command\.\w+%$/);
    expect(category).toBe('%category%');
  });

  it('have an icon wherever they are shown as one', () => {
    const inline = entries.filter(({ group }) => /^(inline|navigation)/.test(group ?? ''));
    expect(inline.length).toBeGreaterThan(3);
    for (const { command } of inline) {
      expect(commands.find((one) => one.command === command)?.icon, command).toMatch(/^\$\([a-z-]+\)$/);
    }
  });

  it('end in an ellipsis exactly when they ask something before they act', () => {
    const asking = commands.filter(({ title }) => english[title?.slice(1, -1) ?? '']?.endsWith('…'));
    expect(asking.map(({ command }) => command.replace(/^.*\./, ''))).toEqual([
      'createTopology',
      'chooseContext',
      'showAnotherEngine',
      'fix',
      'failover',
      'reshard',
      'rebalance',
      'drain',
      'moveSlotOfKey',
      'addShard',
      'addReplica',
      'addSentinel',
      'addSentinels',
      'removeNode',
      'removeTopology',
      'enterPassword',
      'copyConnectionCode',
      'chooseClientPlace',
      'exportTopology',
      'saveAsFile',
      'runWith',
      'exportCa',
      'saveData',
      'restoreData',
      'deleteSavedData',
      'showIgnored',
    ]);
  });
});

describe('menus', () => {
  it('name existing commands', () => {
    expect(entries.map(({ command }) => command).filter((command) => !ids.includes(command))).toEqual([]);
  });

  it('show an entry of a row only when the row says that it can', () => {
    for (const { command, when } of menus['view/item/context'] ?? []) {
      expect(when, command).toMatch(/^view == redisTopologyLab\.topologies && viewItem =~ \/\\b\w+\\b\/$/);
    }
  });

  it('look for words that rows really have', () => {
    const words = entries.flatMap(({ when }) => [...(when ?? '').matchAll(/\\b(\w+)\\b/g)].map(([, w]) => w));
    expect(words.length).toBeGreaterThan(10);
    for (const word of words) expect(source).toContain(`'${word}'`);
  });

  it('offer every command of a row on right-click too, not only as an icon', () => {
    const rows = menus['view/item/context'] ?? [];
    const inline = rows.filter(({ group }) => group?.startsWith('inline')).map(({ command }) => command);
    const listed = rows.filter(({ group }) => !group?.startsWith('inline')).map(({ command }) => command);
    expect(inline.filter((command) => !listed.includes(command))).toEqual([]);
  });
});

describe('when-clauses', () => {
  const clauses = [...entries, ...viewsWelcome].flatMap(({ when }) => when ?? []);

  it('use context keys that the code sets', () => {
    const keys = new Set(clauses.flatMap((clause) => clause.match(/redisTopologyLab\.(engine|\w+)/g) ?? []));
    keys.delete('redisTopologyLab.topologies');
    expect([...keys].sort()).toEqual(['redisTopologyLab.empty', 'redisTopologyLab.engine']);
    for (const key of keys) expect(readText('src/ui/context-keys.ts')).toContain(`'${key}'`);
  });

  it('welcome a user for each state of the engine, and one without a topology', () => {
    const states = viewsWelcome.map(({ when }) => /engine == (\w+)/.exec(when ?? '')?.[1]);
    expect(states).toEqual(['ready', 'connecting', 'notRunning', 'noPermission', 'unreachable']);
  });

  it('welcome with buttons that exist, in both languages', () => {
    for (const { view, contents } of viewsWelcome) {
      expect(view).toBe('redisTopologyLab.topologies');
      const key = contents.slice(1, -1);
      const links = (told: string | undefined) => (told?.match(/\(command:[^)]+\)/g) ?? []).sort();
      expect(links(chinese[key])).toEqual(links(english[key]));
      for (const link of links(english[key])) expect(ids).toContain(link.slice(9, -1));
    }
  });
});

describe('localisation', () => {
  const used = new Set(
    readText('package.json')
      .match(/"%[^%"]+%"/g)
      ?.map((key) => key.slice(2, -2)),
  );

  it.each([
    ['English', english],
    ['Chinese', chinese],
  ])('has every text in %s, and none that nothing uses', (_, texts) => {
    expect(Object.keys(texts).sort()).toEqual([...used].sort());
    expect(Object.values(texts).filter((told) => told.trim() === '')).toEqual([]);
  });

  it('leaves no text in the manifest itself', () => {
    const shown = [
      ...commands.map(({ title }) => title),
      ...Object.values(views)
        .flat()
        .map(({ name }) => name),
      ...viewsWelcome.map(({ contents }) => contents),
      ...configuration.map(({ title }) => title),
      ...Object.values(settings).map((one) => one.markdownDescription),
    ];
    for (const one of shown) expect(one).toMatch(/^%[^%]+%$/);
  });
});

describe('the rest', () => {
  it('is activated by its view, its commands and its restored panels, and by nothing else', () => {
    expect(manifest.activationEvents).toEqual([
      'onWebviewPanel:redisTopologyLab.dashboard',
      'workspaceContains:**/*.redis-topology.json',
      'onTaskType:redisTopology',
    ]);
    expect(readText('src/ui/panel/panels.ts')).toContain("'redisTopologyLab.dashboard'");
  });

  it('keeps workspaces from naming an engine or an image', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    // A setting is of this kind by its name, so that one that comes later cannot be forgotten.
    const risky = Object.keys(settings).filter((key) => /\.docker\.|[iI]mage|[cC]onfig/.test(key));
    expect(risky).toContain('redisTopologyLab.docker.contexts');
    expect(untrustedWorkspaces).toMatchObject({ supported: 'limited', restrictedConfigurations: risky });
    for (const key of risky) expect(settings[key]?.scope).toBe('machine');
    expect(virtualWorkspaces).toBe(true);
    expect(manifest.extensionKind).toEqual(['workspace', 'ui']);
  });

  it('has no setting that nothing reads', () => {
    for (const key of Object.keys(settings)) {
      expect(source).toContain(`'${key.slice('redisTopologyLab.'.length)}'`);
    }
  });

  it('has its icons, those in the activity bar in the colour of the theme', () => {
    const vectors = [...viewsContainers.activitybar, ...Object.values(views).flat()].flatMap(
      ({ icon }) => icon ?? [],
    );
    for (const path of [manifest.icon, ...vectors]) {
      expect(existsSync(new URL(`../../../${path}`, import.meta.url)), path).toBe(true);
    }
    for (const path of vectors) {
      expect(readText(path)).toContain('currentColor');
      expect(readText(path)).not.toMatch(/#[0-9a-f]{3,6}/i);
    }
  });
});
