/** What may be written in a `copydesk.toml`, by the schema that is printed from the table of settings. */

import * as vscode from "vscode";
import schema from "../../../docs/copydesk.schema.json";

/** A part of the schema, as far as it is used here. */
interface Schema {
  type?: string;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: string[];
  maximum?: number;
}

/** The head of a table, alone on its line: `[rules]`, `[[people]]`. */
const HEAD = /^\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$/;

/** Offers keys, values and heads of tables. */
export class ListCompletions implements vscode.CompletionItemProvider {
  /** Typing one of these asks for them. */
  static readonly triggers = ['"', "["];

  provideCompletionItems(document: vscode.TextDocument, place: vscode.Position): vscode.CompletionItem[] {
    const lines = document.getText().split(/\r?\n/);
    const before = lines[place.line]?.slice(0, place.character) ?? "";
    const behind = lines[place.line]?.slice(place.character) ?? "";
    const above = lines.slice(0, place.line).findLastIndex((line) => HEAD.test(line));
    const table = find(HEAD.exec(lines[above] ?? "")?.[1]);
    const stretch = (begun: RegExp, rest: RegExp): vscode.Range => {
      const [left, right] = [begun.exec(before)?.[0] ?? "", rest.exec(behind)?.[0] ?? ""];
      return new vscode.Range(place.translate(0, -left.length), place.translate(0, right.length));
    };
    const key = /^\s*([\w-]+)\s*=/.exec(before)?.[1];
    if (key) {
      const range = stretch(/["\w-]*$/, /^[\w-]*"?/);
      return values(table?.properties?.[key]).map((value) => item(value, value, range, vscode.CompletionItemKind.Value));
    }
    if (!/^\s*[[\w.-]*$/.test(before)) {
      return [];
    }
    const range = stretch(/[[\w.-]*$/, /^[\w.\]-]*/);
    const below = lines.slice(above + 1).findIndex((line) => HEAD.test(line));
    const own = lines.slice(above + 1, below < 0 ? undefined : above + 1 + below);
    return [...keys(table, own, range), ...heads(schema, "", lines, range)];
  }
}

/** The table that `path` names, that of the whole file if it names none. */
function find(path: string | undefined): Schema | undefined {
  const names = path?.split(".") ?? [];
  return names.reduce<Schema | undefined>((table, name) => inside(table?.properties?.[name]), schema);
}

/** What stands in a table or in each of a list of tables. */
function inside(part: Schema | undefined): Schema | undefined {
  return part?.items?.properties ? part.items : part;
}

/** The keys of `table` that do not stand in its `lines`. */
function keys(table: Schema | undefined, lines: string[], range: vscode.Range): vscode.CompletionItem[] {
  const there = new Set(lines.map((line) => /^\s*([\w-]+)\s*=/.exec(line)?.[1]));
  const plain = Object.entries(table?.properties ?? {}).filter(([key, part]) => !inside(part)?.properties && !there.has(key));
  return plain.map(([key, part]) => {
    const offered = item(key, `${key} = ${blank(part)}`, range, vscode.CompletionItemKind.Property);
    offered.documentation = part.description ?? "";
    return offered;
  });
}

/** The heads of the tables in `part`, which stands at `path`; not of those that may stand in `lines` but once. */
function heads(part: Schema | undefined, path: string, lines: string[], range: vscode.Range): vscode.CompletionItem[] {
  return Object.entries(inside(part)?.properties ?? {}).flatMap(([key, part]) => {
    const properties = inside(part)?.properties;
    const head = part.type === "array" ? `[[${path}${key}]]` : `[${path}${key}]`;
    if (!properties || (part.type === "object" && !path && lines.some((line) => line.trim() === head))) {
      return [];
    }
    const needed = (inside(part)?.required ?? []).map((name) => `\n${name} = ${blank(properties[name])}`);
    const offered = item(head, head + needed.join(""), range, vscode.CompletionItemKind.Struct);
    offered.documentation = part.description ?? "";
    return [offered, ...heads(part, `${key}.`, lines, range)];
  });
}

/** The values from which one is to be chosen. */
function values(part: Schema | undefined): string[] {
  const words = (part?.enum ?? part?.items?.enum ?? []).map((value) => `"${value}"`);
  return part?.type === "boolean" ? ["true", "false"] : words;
}

/** What is to be filled in behind a key. */
function blank(part: Schema | undefined): string {
  const choice = values(part).join(",");
  if (part?.type === "array") {
    return choice ? `[\${1|${choice}|}]` : '["$1"]';
  }
  if (part?.type === "integer") {
    return `\${1:${part.maximum ?? 0}}`;
  }
  return choice ? `\${1|${choice}|}` : '"$1"';
}

function item(label: string, snippet: string, range: vscode.Range, kind: vscode.CompletionItemKind): vscode.CompletionItem {
  const offered = new vscode.CompletionItem(label, kind);
  offered.insertText = new vscode.SnippetString(snippet);
  offered.filterText = label;
  offered.range = range;
  return offered;
}
