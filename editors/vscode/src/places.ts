/** Places in a draft. */

import * as vscode from "vscode";
import type { Range } from "vscode-languageclient/node";

/** A range of the protocol, as VS Code has it. */
export function range({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** Puts the cursor there, in the editor that shows the draft if one does. */
export async function goTo(draft: vscode.Uri, place: vscode.Position): Promise<void> {
  const document = await vscode.workspace.openTextDocument(draft);
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === document);
  const viewColumn = shown?.viewColumn ?? vscode.ViewColumn.One;
  await vscode.window.showTextDocument(document, { viewColumn, selection: new vscode.Range(place, place) });
}
