/** The house's list, as quick fixes write it. */

import * as vscode from "vscode";

const NAME = "copydesk.toml";

/** Saves the list if it is changed while nobody has it open: then a quick fix did it, which counts only once it is saved. */
export async function saveList({ document }: vscode.TextDocumentChangeEvent): Promise<void> {
  if (document.uri.path.split("/").at(-1) === NAME && document.isDirty && !hasTab(document.uri)) {
    await document.save();
  }
}

function hasTab(file: vscode.Uri): boolean {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof vscode.TabInputText && input.uri.toString() === file.toString());
}
