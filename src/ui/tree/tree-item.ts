import { MarkdownString, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import { healthIcon } from './health-icon';
import type { Row } from './row';

/** A row as the editor wants it. */
export function treeItem({ id, look, children }: Row): TreeItem {
  const item = new TreeItem(look.label, collapsibleState(look, children.length));
  item.id = id;
  item.contextValue = look.context;
  item.accessibilityInformation = { label: look.spoken };
  if (look.description !== undefined) item.description = look.description;
  // A group has one too: beside a group without an icon the editor draws leaves out of line.
  item.iconPath = look.level === undefined ? new ThemeIcon(look.icon ?? 'eye') : healthIcon(look.level);
  // Neither trusted nor HTML: what servers say is shown, never followed.
  if (look.tooltip !== undefined) item.tooltip = new MarkdownString(look.tooltip);
  return item;
}

function collapsibleState(look: Row['look'], children: number): TreeItemCollapsibleState {
  // A topology whose nodes are not known yet: the editor opens by itself only what it first saw open.
  const empty = children === 0 && !look.container;
  if (empty) return TreeItemCollapsibleState.None;
  return look.open ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
}
