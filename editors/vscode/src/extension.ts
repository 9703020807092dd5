/** Copydesk in VS Code: it starts the server, and shows what the protocol has no view for. */

import * as vscode from "vscode";
import { Desk, LIST } from "./desk";
import { ListCompletions } from "./list";
import { GO_TO, QuoteSheets, SCHEME } from "./sheets";
import { SpeakersView } from "./speakers";
import { StatusItem } from "./status";

let desk: Desk | undefined;

/** Called by VS Code when the first draft is opened. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("Copydesk", { log: true });
  const opened = (desk = new Desk(context, log));
  const sheets = new QuoteSheets(opened);
  context.subscriptions.push(
    log,
    new SpeakersView(opened),
    new StatusItem(opened),
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, sheets),
    vscode.languages.registerDocumentLinkProvider({ scheme: SCHEME }, sheets),
    vscode.languages.registerCompletionItemProvider(LIST, new ListCompletions(), ...ListCompletions.triggers),
    vscode.commands.registerCommand("copydesk.showQuoteSheet", () => sheets.show()),
    vscode.commands.registerCommand(GO_TO, sheets.goTo),
    vscode.commands.registerCommand("copydesk.restart", () => opened.restart()),
    vscode.commands.registerCommand("copydesk.showLog", () => log.show()),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("copydesk.path")) {
        await opened.restart();
      }
    }),
  );
  await opened.restart();
}

/** Called by VS Code when it ends. */
export async function deactivate(): Promise<void> {
  await desk?.close();
}
