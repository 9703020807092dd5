/** The server, and the client that speaks with it. */

import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import * as vscode from "vscode";
import { ExecuteCommandRequest, LanguageClient, type LanguageClientOptions, State } from "vscode-languageclient/node";
import { isShownQuotes, peekQuotes } from "./quotes";

/** What the server reads, in files and in what has no file yet. */
const DRAFTS = ["file", "untitled"].flatMap((scheme) =>
  ["markdown", "plaintext", "html"].map((language) => ({ scheme, language })),
);

/** The house's list, which counts as it stands in the editor, whatever that takes it for. */
export const LIST = { scheme: "file", pattern: "**/copydesk.toml" };

/** What the desk lets stand. */
const STETS = { scheme: "file", pattern: "**/.copydesk/stet.toml" };

/** Whether `document` is the house's list. */
export function isList(document: vscode.TextDocument): boolean {
  return vscode.languages.match(LIST, document) > 0;
}

/** Whether the server reads `document` as a draft. */
export function isDraft(document: vscode.TextDocument): boolean {
  return vscode.languages.match(DRAFTS, document) > 0 && !isList(document);
}

/** Keeps one server running. */
export class Desk {
  private client: LanguageClient | undefined;
  /** What was begun last: a server starts only when the one before it has ended. */
  private turn: Promise<void> = Promise.resolve();
  private readonly changes = new vscode.EventEmitter<void>();
  /** The server has come up, or has ended. */
  readonly onDidChangeState = this.changes.event;

  constructor(
    private readonly context: vscode.ExtensionContext,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** The binary: the user's own, or else the one that came with the extension. */
  get binary(): string {
    const own = vscode.workspace.getConfiguration("copydesk").get("path", "").trim();
    if (own) {
      return own.replace(/^~(?=[/\\])/, homedir());
    }
    return this.context.asAbsolutePath(join("bin", process.platform === "win32" ? "copydesk.exe" : "copydesk"));
  }

  /** Starts the server, anew if it runs, with the settings as they are. What goes wrong is shown, not thrown. */
  restart(): Promise<void> {
    return this.next(() => this.start());
  }

  /** Ends the server. */
  close(): Promise<void> {
    return this.next(() => Promise.resolve());
  }

  /** Whether the server runs; `undefined` while it comes up. */
  get isRunning(): boolean | undefined {
    const state = this.client?.state ?? State.Stopped;
    return state === State.Starting ? undefined : state === State.Running;
  }

  /** What the server answers to `command` for `draft`; nothing if it does not run or cannot tell. */
  async ask<Answer>(command: string, draft: vscode.TextDocument): Promise<Answer | undefined> {
    if (!this.client || !this.isRunning) {
      return undefined;
    }
    try {
      const params = { command, arguments: [{ uri: this.client.code2ProtocolConverter.asUri(draft.uri) }] };
      return ((await this.client.sendRequest(ExecuteCommandRequest.type, params)) as Answer | null) ?? undefined;
    } catch (error) {
      this.log.debug(String(error));
      return undefined;
    }
  }

  /** Ends the server that runs, then does `work`. */
  private next(work: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(async () => {
      // One that never came up has nothing to end.
      await this.client?.dispose().catch((error: unknown) => this.log.debug(String(error)));
      this.client = undefined;
      this.changes.fire();
      await work();
    });
    return this.turn;
  }

  private async start(): Promise<void> {
    const command = this.binary;
    // What is said from anywhere else would be looked for in the folder of drafts, which may be somebody else's.
    if (!isAbsolute(command) || !existsSync(command)) {
      const missing = `Copydesk is not at ${command}. Where it is can be said in the setting “copydesk.path”.`;
      const open = "Open Settings";
      // Nobody waits for an answer: the next restart must not.
      void vscode.window.showErrorMessage(missing, open).then((chosen) => {
        return chosen && vscode.commands.executeCommand("workbench.action.openSettings", "copydesk.path");
      });
      return;
    }
    this.client = new LanguageClient("copydesk", "Copydesk", { command, args: ["server"] }, this.options());
    this.client.onDidChangeState(() => this.changes.fire());
    // The client itself shows why it could not start.
    await this.client.start().catch((error: unknown) => this.log.debug(String(error)));
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: [...DRAFTS, LIST, STETS],
      outputChannel: this.log,
      // The server asks for them again, and is told when they change.
      initializationOptions: vscode.workspace.getConfiguration("copydesk"),
      middleware: {
        executeCommand: async (command, args, next): Promise<unknown> => {
          const [shown] = args as unknown[];
          return command === "copydesk.showQuotes" && isShownQuotes(shown) ? peekQuotes(shown) : next(command, args);
        },
        provideWorkspaceSymbols: async (query, token, next) => {
          const people = await next(query, token);
          // VS Code names the draft itself.
          people?.forEach((person) => (person.containerName = ""));
          return people;
        },
      },
    };
  }
}
