import { MarkdownString, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { healthIcon } from './health-icon';
import type { Row } from './row';

/** A row as the editor wants it. */
export function treeItem({ id, look, children }: Row): TreeItem {
  const item = new TreeItem(look.label, collapsibleState(look.open, children.length));
  item.id = id;
  item.contextValue = look.context;
  item.accessibilityInformation = { label: look.spoken };
  if (look.description !== undefined) item.description = look.description;
  if (look.level !== undefined) item.iconPath = healthIcon(look.level);
  // Neither trusted nor HTML: what servers say is shown, never followed.
  if (look.tooltip !== undefined) item.tooltip = new MarkdownString(look.tooltip);
  return item;
}

function collapsibleState(open: boolean, children: number): TreeItemCollapsibleState {
  if (children === 0) return TreeItemCollapsibleState.None;
  return open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}
