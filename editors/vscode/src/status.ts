/** The status item: what is found in the draft, what was read, and what is limited. */

import * as vscode from "vscode";
import { type Desk, isDraft } from "./desk";
import { counted } from "./wording";

/** How long it waits before it asks again while drafts are being read, in milliseconds. */
const WAIT = 500;

/** What the server tells; `docs/commands.md` describes it. */
interface Status {
  drafts: number;
  reading: boolean;
  limits: string[];
}

/** Tells of the draft in the active editor. */
export class StatusItem implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("copydesk.status", vscode.StatusBarAlignment.Right, 100);
  private readonly parts: vscode.Disposable[];
  private status: Status | undefined;
  private wait: NodeJS.Timeout | undefined;

  constructor(private readonly desk: Desk) {
    this.item.name = "Copydesk";
    this.parts = [
      this.item,
      desk.onDidChangeState(() => void this.renew()),
      vscode.window.onDidChangeActiveTextEditor(() => void this.renew()),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const active = vscode.window.activeTextEditor?.document.uri.toString();
        return uris.some((uri) => uri.toString() === active) && this.renew();
      }),
    ];
    void this.renew();
  }

  dispose(): void {
    clearTimeout(this.wait);
    vscode.Disposable.from(...this.parts).dispose();
  }

  /** Shows what is so, as far as it is known here, and then what the server tells. */
  private async renew(): Promise<void> {
    clearTimeout(this.wait);
    const draft = vscode.window.activeTextEditor?.document;
    if (!draft || !isDraft(draft)) {
      this.item.hide();
      return;
    }
    this.show(draft);
    const status = await this.desk.ask<Status>("copydesk.status", draft);
    if (draft === vscode.window.activeTextEditor?.document) {
      this.status = status;
      this.show(draft);
      if (status?.reading) {
        clearTimeout(this.wait);
        this.wait = setTimeout(() => void this.renew(), WAIT);
      }
    }
  }

  private show(draft: vscode.TextDocument): void {
    const { isRunning } = this.desk;
    const found = vscode.languages.getDiagnostics(draft.uri).filter(({ source }) => source === "copydesk");
    const status = isRunning ? this.status : undefined;
    const count = isRunning && found.length > 0 ? ` ${found.length}` : "";
    this.item.text = `$(${icon(isRunning, status)}) Copydesk${count}`;
    this.item.tooltip = card(isRunning ? [findings(found), ...read(status)] : [life(isRunning)], status?.limits ?? []);
    this.item.command = isRunning ? "workbench.actions.view.problems" : "copydesk.showLog";
    this.item.backgroundColor = isRunning === false ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    this.item.show();
  }
}

function icon(isRunning: boolean | undefined, status: Status | undefined): string {
  if (isRunning === false) {
    return "error";
  }
  if (isRunning === undefined || status?.reading) {
    return "loading~spin";
  }
  return status && status.limits.length > 0 ? "info" : "checklist";
}

/** Each of `lines` and of `limits`, which are marked, and where to look further. */
function card(lines: string[], limits: string[]): vscode.MarkdownString {
  const card = new vscode.MarkdownString(undefined, true);
  card.isTrusted = { enabledCommands: ["copydesk.showLog", "copydesk.restart"] };
  lines.forEach((line) => card.appendText(line).appendMarkdown("\n\n"));
  limits.forEach((limit) => card.appendMarkdown("$(info) ").appendText(limit).appendMarkdown("\n\n"));
  return card.appendMarkdown("[Show the Log](command:copydesk.showLog) · [Restart](command:copydesk.restart)");
}

function life(isRunning: boolean | undefined): string {
  return isRunning === undefined ? "The server is starting" : "The server does not run";
}

function findings(found: vscode.Diagnostic[]): string {
  const warnings = found.filter(({ severity }) => severity === vscode.DiagnosticSeverity.Warning).length;
  const others = found.length - warnings;
  const counts = [warnings > 0 && counted(warnings, "warning"), others > 0 && `${others} information`];
  return `${counts.filter(Boolean).join(", ") || "No findings"} in this draft`;
}

function read(status: Status | undefined): string[] {
  if (!status) {
    return [];
  }
  const drafts = `${counted(status.drafts, "draft")} of the workspace read`;
  return [status.reading ? `${drafts}; more are being read` : drafts];
}
