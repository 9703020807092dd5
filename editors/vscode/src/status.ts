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
      vscode.languages.onDidChangeDiagnostics(() => void this.renew()),
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
    const tooltip = new vscode.MarkdownString(undefined, true);
    tooltip.isTrusted = { enabledCommands: ["copydesk.showLog", "copydesk.restart"] };
    for (const line of isRunning ? [findings(found), ...read(status)] : [isRunning === false ? "The server does not run" : "The server is starting"]) {
      tooltip.appendText(line).appendMarkdown("\n\n");
    }
    for (const limit of status?.limits ?? []) {
      tooltip.appendMarkdown("$(info) ").appendText(limit).appendMarkdown("\n\n");
    }
    tooltip.appendMarkdown("[Show the Log](command:copydesk.showLog) · [Restart](command:copydesk.restart)");
    this.item.tooltip = tooltip;
    const count = isRunning && found.length > 0 ? ` ${found.length}` : "";
    this.item.text = `$(${icon(isRunning, status)}) Copydesk${count}`;
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

function findings(found: vscode.Diagnostic[]): string {
  if (found.length === 0) {
    return "No findings in this draft";
  }
  const warnings = found.filter(({ severity }) => severity === vscode.DiagnosticSeverity.Warning).length;
  const others = found.length - warnings;
  const counts = [[warnings, "warning"] as const, [others, "information"] as const].filter(([count]) => count > 0);
  return `${counts.map(([count, noun]) => counted(count, noun)).join(", ")} in this draft`;
}

function read(status: Status | undefined): string[] {
  if (!status) {
    return [];
  }
  const drafts = `${counted(status.drafts, "draft")} of the workspace read`;
  return [status.reading ? `${drafts}; more are being read` : drafts];
}
