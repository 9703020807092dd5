/** All that a person says, when the lens over her introduction is clicked. */

import * as vscode from "vscode";
import type { Range } from "vscode-languageclient/node";
import { range } from "./places";

/** What comes with the command of the lens. */
export interface ShownQuotes {
  /** The draft. */
  uri: string;
  /** Where the person is introduced: where the lens stands. */
  introduction: Range;
  /** What she says. */
  quotes: Range[];
}

/** Whether `argument` is what the server sends. */
export function isShownQuotes(argument: unknown): argument is ShownQuotes {
  const shown = argument as Partial<ShownQuotes> | undefined;
  return typeof shown?.uri === "string" && shown.introduction !== undefined && Array.isArray(shown.quotes);
}

/** Lists the quotes under the line of the lens, to look at and to go to. */
export async function peekQuotes({ uri, introduction, quotes }: ShownQuotes): Promise<void> {
  const draft = vscode.Uri.parse(uri);
  const places = quotes.map((quote) => new vscode.Location(draft, range(quote)));
  await vscode.commands.executeCommand("editor.action.peekLocations", draft, range(introduction).start, places, "peek");
}
