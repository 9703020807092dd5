/** The quote sheet of a draft, as a page beside it. */

import { execFile } from "node:child_process";
import { dirname } from "node:path";
import * as vscode from "vscode";
import type { Desk } from "./desk";
import { goTo } from "./places";

/** The scheme of the sheets' addresses. What follows it names the draft. */
export const SCHEME = "copydesk";

/** The command of the links in a sheet. */
export const GO_TO = "copydesk.goTo";

/** Makes sheets. Each names the places of its quotes, which can be clicked. */
export class QuoteSheets implements vscode.TextDocumentContentProvider, vscode.DocumentLinkProvider {
  private readonly changes = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changes.event;

  constructor(private readonly desk: Desk) {}

  /** Opens the sheet of the draft in the active editor, made anew if it is open. */
  async show(): Promise<void> {
    const active = vscode.window.activeTextEditor?.document.uri;
    if (!active) {
      return;
    }
    const sheet =
      active.scheme === SCHEME
        ? active
        : vscode.Uri.from({ scheme: SCHEME, path: `${active.path}.quotes.md`, query: active.toString() });
    this.changes.fire(sheet);
    await vscode.window.showTextDocument(sheet, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true });
  }

  async provideTextDocumentContent(sheet: vscode.Uri): Promise<string> {
    const draft = await vscode.workspace.openTextDocument(vscode.Uri.parse(sheet.query));
    const folder = draft.uri.scheme === "file" ? dirname(draft.uri.fsPath) : rootFolder();
    const args = ["quotes", "--format", "markdown", "--language", draft.languageId, "-"];
    const page = await output(this.desk.binary, args, draft.getText(), folder);
    // The server knows the text alone, and heads the page with a dash.
    return page.replace(/^# .*/, () => `# ${escaped(vscode.workspace.asRelativePath(draft.uri))}`);
  }

  provideDocumentLinks(sheet: vscode.TextDocument): vscode.DocumentLink[] {
    const draft = sheet.uri.query;
    return [...sheet.getText().matchAll(/(?<=^- )(\d+):(\d+)/gm)].map((place) => {
      const [whole, line, column] = place;
      const range = new vscode.Range(sheet.positionAt(place.index), sheet.positionAt(place.index + whole.length));
      const there = encodeURIComponent(JSON.stringify([draft, Number(line), Number(column)]));
      return new vscode.DocumentLink(range, vscode.Uri.parse(`command:${GO_TO}?${there}`));
    });
  }

  /** Goes to a quote, in the editor that shows the draft. Lines and columns, which are characters, count from 1. */
  async goTo(uri: string, line: number, column: number): Promise<void> {
    const draft = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
    const before = [...draft.lineAt(line - 1).text].slice(0, column - 1).join("");
    await goTo(draft.uri, new vscode.Position(line - 1, before.length));
  }
}

/** `path` without what would be Markdown in it, as the server escapes what stands in a draft. */
function escaped(path: string): string {
  return path.replace(/[\\`*_<>|~@&\]]|:(?=\/\/)|(?<=www)\./gi, "\\$&");
}

function rootFolder(): string | undefined {
  return vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
}

/** What `binary` prints for `input`. It may complain as well: of a mistake in the house's list, which is said elsewhere. */
function output(binary: string, args: string[], input: string, cwd: string | undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(binary, args, { cwd, maxBuffer: 1 << 28 }, (error, printed, complaint) => {
      return error && !printed ? reject(new Error(complaint || error.message)) : resolve(printed);
    });
    // A process that ends before it has read says why itself.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
  });
}
