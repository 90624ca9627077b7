import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { Dashboard } from './dashboard';
import { englishIn } from './english';
import { journey } from './journey';
import { wholeDocument } from './text';
import { rowOf, rowsOf, seeRow } from './tree';
import { Wizard } from './wizard';

const bundle = JSON.parse(readFileSync('l10n/bundle.l10n.zh-cn.json', 'utf8')) as Record<string, string>;

/** A template in Chinese, with its arguments put in. */
function chinese(template: string, ...args: string[]): string {
  const found = bundle[template];
  if (found === undefined) throw new Error(`no Chinese for ${template}`);
  return args.reduce((words, arg, i) => words.replaceAll(`{${i}}`, arg), found);
}

function demandChinese(what: string, seen: string): void {
  expect(seen, what).toMatch(/\p{Script=Han}/u);
  expect(englishIn(seen), `English in ${what}: ${seen}`).toEqual([]);
}

journey(
  'everything in Chinese',
  'chinese',
  async (me) => {
    const { workbench, ground, errors, picture } = me;
    const wizard = await Wizard.open(workbench, 'Redis 拓扑: 创建拓扑…');
    const seeStep = async (what: string) => {
      demandChinese(what, (await wizard.box.widget.allInnerTexts()).join().replace(/\n/g, ' | '));
      await picture(`wizard-${what}`);
    };
    await seeStep('1-shape');
    await wizard.enter('shape');
    await seeStep('2-name');
    const name = await ground.claim(ground.name('zh'));
    await wizard.nameIt(name);
    await seeStep('3-size');
    await wizard.enter('size');
    await seeStep('4-image');
    await wizard.enter('image');
    await seeStep('5-create');
    await wizard.box.choose(chinese('More options…'));
    await wizard.box.row(chinese('Password')).first().waitFor();
    await seeStep('6-options');
    await wizard.box.choose(chinese('Create {0}', name));
    const ready = workbench.notification(chinese('{0} is ready.', name));
    await ready.waitFor();

    await seeRow(workbench, name, chinese('healthy'));
    demandChinese('the tree', (await rowsOf(workbench, name)).join(' | '));
    const ofTopology = await workbench.offeredOn(rowOf(workbench, name));
    demandChinese('the topology’s menu', ofTopology.join(' | '));
    const node = (await ground.look(name)).nodes[1]?.name ?? '';
    demandChinese('the node’s menu', (await workbench.offeredOn(rowOf(workbench, node))).join(' | '));

    await ready.getByRole('button', { name: chinese('Open Dashboard') }).click();
    const dashboard = await Dashboard.shown(workbench, name);
    await dashboard.health().waitFor();
    demandChinese(
      'the dashboard',
      (await dashboard.frame.locator('main').allInnerTexts()).join().replace(/\n/g, ' | '),
    );
    expect(await dashboard.frame.locator('html').getAttribute('lang')).toBe('zh-cn');
    await picture('dashboard');

    await workbench.chooseFromMenu(rowOf(workbench, node), '查看节点详情');
    await workbench.tab(`${node}.md`).waitFor();
    const headings = (await wholeDocument(workbench)).split('\n').filter((line) => line.startsWith('## '));
    demandChinese('the document', headings.join(' | '));
    await picture('inspect');

    errors.expect(/localhost:1/);
    await workbench.runCommand('Redis 拓扑: 创建拓扑…');
    for (const step of ['shape', 'name', 'size'] as const) await wizard.enter(step);
    await wizard.box.choose(chinese('Other image…'));
    await wizard.asked(chinese('Reference of the image; it is downloaded when the engine does not have it.'));
    await wizard.box.answer('localhost:1/team/valkey:9.1');
    await wizard.at('create');
    await wizard.box.accept();
    const failed = workbench
      .notification('localhost:1/team')
      .filter({ has: workbench.page.locator('.notification-list-item-icon.codicon-error') });
    await failed.waitFor();
    await picture('error');
    const buttons = (await failed.getByRole('button').allTextContents()).join(' | ');
    demandChinese(
      'the error',
      `${await failed.locator('.notification-list-item-message').textContent()} ${buttons}`,
    );
    await workbench.clearNotifications();

    await workbench.chooseFromMenu(rowOf(workbench, name), '移除拓扑…');
    const question = chinese('Remove {0}?', name);
    await workbench.dialog(question).waitFor();
    await picture('remove');
    demandChinese(
      'the question',
      (await workbench.dialog(question).locator('.dialog-message-container').textContent()) ?? '',
    );
    await workbench.answerDialog(question, chinese('Remove'));
    await ground.gone(name);
  },
  { locale: 'zh-cn', container: 'Redis 拓扑' },
);
