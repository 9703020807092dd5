/** The Speakers view: the people of the draft, and what they say. */

import * as vscode from "vscode";
import type { Range } from "vscode-languageclient/node";
import { type Desk, isDraft, isList } from "./desk";
import { goTo, range } from "./places";
import { counted } from "./wording";

/** The view, as `package.json` calls it. */
const VIEW = "copydesk.speakers";

/** The command of its entries. */
const SHOW = "copydesk.showSpeaker";

/** How long nobody types before the view is brought up to date, in milliseconds. */
const PAUSE = 200;

/** What the server tells; `docs/commands.md` describes it. */
interface Answer {
  version: number;
  speakers: Speaker[];
  unattributed: Quote[];
}

interface Speaker {
  name: string;
  named: boolean;
  roles: string[];
  introduction: Range | null;
  mentions: Range[];
  words: number;
  quotes: Quote[];
}

interface Quote {
  range: Range;
  words: number;
  text: string;
  notes: string[];
}

/** Someone who speaks or is named, what she says, or all that nobody is given for. */
class Entry extends vscode.TreeItem {
  children: Entry[] = [];
  parent: Entry | undefined;

  constructor(
    label: string,
    override readonly id: string,
    icon: string,
    /** Where the cursor is on it. */
    readonly places: vscode.Range[],
  ) {
    super(label);
    this.iconPath = new vscode.ThemeIcon(icon);
  }

  /** Has a click lead to `place` in `draft`. */
  lead(draft: vscode.Uri, place: Range | undefined): this {
    if (place) {
      this.command = { command: SHOW, title: "Show", arguments: [draft, range(place).start] };
    }
    return this;
  }

  /** Puts `children` below it, where they are shown. */
  hold(children: Entry[]): this {
    this.children = children;
    children.forEach((child) => (child.parent = this));
    this.collapsibleState = vscode.TreeItemCollapsibleState[children.length > 0 ? "Expanded" : "None"];
    return this;
  }
}

/** Keeps the view as the draft is, and on what the cursor is on. */
export class SpeakersView implements vscode.TreeDataProvider<Entry>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changes.event;
  private readonly view: vscode.TreeView<Entry>;
  private readonly parts: vscode.Disposable[];
  private draft: vscode.TextDocument | undefined;
  private entries: Entry[] = [];
  private pause: NodeJS.Timeout | undefined;

  constructor(private readonly desk: Desk) {
    this.view = vscode.window.createTreeView(VIEW, { treeDataProvider: this, showCollapseAll: true });
    const isShown = (uri: vscode.Uri): boolean => uri.toString() === this.draft?.uri.toString();
    this.parts = [
      this.view,
      this.changes,
      vscode.commands.registerCommand(SHOW, goTo),
      this.view.onDidChangeVisibility(() => this.look()),
      desk.onDidChangeState(() => this.renew(0)),
      vscode.window.onDidChangeActiveTextEditor(() => this.look()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        return (isShown(document.uri) || isList(document)) && this.renew();
      }),
      vscode.workspace.onDidCloseTextDocument(() => this.look()),
      // What is known of a draft changes with its sources, too.
      vscode.languages.onDidChangeDiagnostics(({ uris }) => uris.some(isShown) && this.renew()),
    ];
    this.look();
  }

  getTreeItem(entry: Entry): vscode.TreeItem {
    return entry;
  }

  getChildren(entry?: Entry): Entry[] {
    return entry ? entry.children : this.entries;
  }

  getParent(entry: Entry): Entry | undefined {
    return entry.parent;
  }

  dispose(): void {
    clearTimeout(this.pause);
    vscode.Disposable.from(...this.parts).dispose();
  }

  /** Turns to the draft in the active editor. One that stands beside something else stays. */
  private look(): void {
    const active = vscode.window.activeTextEditor?.document;
    const visible = vscode.window.visibleTextEditors.some((editor) => editor.document === this.draft);
    if (active && isDraft(active)) {
      this.draft = active;
    } else if (!visible) {
      this.draft = undefined;
    }
    this.renew(0);
  }

  /** Asks who speaks, once nothing has changed for the `pause`. */
  private renew(pause = PAUSE): void {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => void this.ask(), pause);
  }

  private async ask(): Promise<void> {
    const { draft } = this;
    if (!this.view.visible) {
      return;
    }
    const answer = draft && (await this.desk.ask<Answer>("copydesk.speakers", draft));
    // Of a draft that has gone on it is asked again.
    if (draft !== this.draft || (answer && answer.version !== draft?.version)) {
      return;
    }
    this.entries = draft && answer ? entriesOf(answer, draft.uri) : [];
    this.view.message = answer && this.entries.length === 0 ? "This draft names and quotes nobody." : "";
    this.changes.fire();
    this.follow(vscode.window.activeTextEditor);
  }

  /** Selects what the cursor is on. */
  private follow(editor: vscode.TextEditor | undefined): void {
    if (!this.view.visible || !editor || editor.document !== this.draft) {
      return;
    }
    const entry = under(this.entries, editor.selection.active);
    if (entry && this.view.selection[0] !== entry) {
      // The view may be drawing itself anew, and follows then.
      void this.view.reveal(entry, { select: true, focus: false }).then(undefined, () => undefined);
    }
  }
}

/** What the cursor is on: the quote that begins there, else the person who is meant, else the quote around it. */
function under(entries: Entry[], cursor: vscode.Position): Entry | undefined {
  const quotes = entries.flatMap((entry) => entry.children);
  const on = (entry: Entry): boolean => entry.places.some((place) => place.contains(cursor));
  return quotes.find(({ places }) => places[0]?.start.isEqual(cursor)) ?? entries.find(on) ?? quotes.find(on);
}

/** The entries for what the server tells of `draft`. */
function entriesOf({ speakers, unattributed }: Answer, draft: vscode.Uri): Entry[] {
  const namesakes = new Map<string, number>();
  const entries = speakers.map((speaker) => {
    // No two entries may go by one id.
    const nth = namesakes.get(speaker.name) ?? 0;
    namesakes.set(speaker.name, nth + 1);
    return entryOf(speaker, `${speaker.name}/${nth}`, draft);
  });
  if (unattributed.length > 0) {
    const nobody = new Entry("Nobody is given", "/", "question", []);
    nobody.description = counted(unattributed.length, "quote");
    entries.push(nobody.hold(quotesOf(unattributed, nobody.id, draft)));
  }
  return entries;
}

function entryOf(speaker: Speaker, id: string, draft: vscode.Uri): Entry {
  const { name, named, roles, quotes } = speaker;
  const entry = new Entry(name, id, named ? "person" : "comment", speaker.mentions.map(range));
  const mentions = named ? [counted(speaker.mentions.length, "mention")] : [];
  const said = quotes.length > 0 ? [`${counted(quotes.length, "quote")} (${counted(speaker.words, "word")})`] : [];
  entry.description = [...roles.slice(0, 1), ...mentions].join(" · ");
  entry.tooltip = [name, ...roles, [...mentions, ...said].join(", ")].join("\n");
  return entry.lead(draft, speaker.introduction ?? quotes[0]?.range).hold(quotesOf(quotes, id, draft));
}

function quotesOf(quotes: Quote[], speaker: string, draft: vscode.Uri): Entry[] {
  return quotes.map((quote, at) => {
    const entry = new Entry(quote.text, `${speaker}/${at}`, "quote", [range(quote.range)]);
    entry.tooltip = [quote.text, `line ${quote.range.start.line + 1}`, ...quote.notes].join("\n");
    return entry.lead(draft, quote.range).hold([]);
  });
}
