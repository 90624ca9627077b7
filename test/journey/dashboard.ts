import type { Frame, Locator } from 'playwright-core';
import type { Workbench } from '../lab/editor/workbench';
import { rowOf } from './tree';

/** A topology's dashboard, seen inside its webview. */
export class Dashboard {
  private constructor(readonly frame: Frame) {}

  /** Opens it from the topology's context menu. */
  static async open(workbench: Workbench, name: string, menuItem = 'Open Dashboard'): Promise<Dashboard> {
    await workbench.chooseFromMenu(rowOf(workbench, name), menuItem);
    return Dashboard.shown(workbench, name);
  }

  /** The dashboard that is shown already, or will be in a moment. */
  static async shown(workbench: Workbench, name: string): Promise<Dashboard> {
    await workbench.page.getByRole('tab', { name, exact: true }).waitFor();
    const dashboard = new Dashboard(await workbench.webview('header h1'));
    await dashboard.frame.locator('h1', { hasText: name }).waitFor();
    return dashboard;
  }

  /** The health line. */
  health(says: RegExp | string = ''): Locator {
    return this.frame.locator('.health').filter({ hasText: says });
  }

  /** A node's row in the table of nodes. */
  row(node: string, says: RegExp | string = ''): Locator {
    const name = this.frame.locator('button.name', { hasText: node });
    return this.frame.locator('section[aria-labelledby=nodes-title] tbody tr').filter({ has: name }).filter({
      hasText: says,
    });
  }

  /** A node in the picture, by what a screen reader says of it. */
  drawn(node: string, says: RegExp | string = ''): Locator {
    const words = typeof says === 'string' ? says : says.source;
    return this.frame.getByRole('option', { name: new RegExp(`^${node}: .*${words}`) });
  }

  /** An entry of the timeline. */
  happened(says: RegExp | string): Locator {
    return this.frame.locator('.entries > .entry').filter({ hasText: says });
  }

  /** A button of the page's header. */
  button(label: string): Locator {
    return this.frame.locator('header vscode-button', { hasText: label });
  }
}
