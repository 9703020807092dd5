// A window of VS Code in a browser, and the hands of whoever sits before it.

import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { createInterface } from "node:readline";

/** How long anything may take, in milliseconds. */
const PATIENCE = 30_000;

/** The status item of the extension. */
export const STATUS = "[id='copydesk.copydesk.copydesk.status']";

const BROWSER = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Throws `fault` unless `holds`. */
export function check(holds, fault) {
  if (!holds) {
    throw new Error(fault);
  }
}

/** Throws unless the two lists are equal. */
export function equal(actual, expected, what) {
  const [found, wanted] = [actual, expected].map((list) => JSON.stringify(list, undefined, 1));
  check(found === wanted, `${what}: expected ${wanted}\nbut found ${found}`);
}

/** Waits until `ask` gives something true, and gives it. */
export async function until(what, ask, patience = PATIENCE) {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    const answer = await ask();
    if (answer) {
      return answer;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited in vain for ${what}`);
}

/** VS Code as a server, which keeps all that it writes in `folder`. */
export class CodeServer {
  /** `modules` holds the packages `code-server` and `playwright-core`. */
  constructor(modules, folder) {
    this.modules = modules;
    this.folder = folder;
    this.log = fs.openSync(path.join(folder, "code-server.log"), "a");
    fs.mkdirSync(path.join(folder, "data/User"), { recursive: true });
    fs.writeFileSync(path.join(folder, "config.yaml"), "");
    const quiet = {
      "chat.disableAIFeatures": true,
      "editor.stickyScroll.enabled": false,
      "extensions.autoCheckUpdates": false,
      "files.autoSave": "off",
      "security.workspace.trust.enabled": false,
      "telemetry.telemetryLevel": "off",
      "update.mode": "none",
      "workbench.enableExperiments": false,
      "workbench.secondarySideBar.defaultVisibility": "hidden",
      "workbench.startupEditor": "none",
    };
    fs.writeFileSync(path.join(folder, "data/User/settings.json"), JSON.stringify(quiet));
  }

  run(...args) {
    const own = { "user-data-dir": "data", "extensions-dir": "extensions", config: "config.yaml" };
    const entry = path.join(this.modules, "code-server/out/node/entry.js");
    const where = Object.entries(own).flatMap(([option, name]) => [`--${option}`, path.join(this.folder, name)]);
    return spawn(process.execPath, [entry, ...where, ...args], {
      // A group of its own, so that all of it can be ended.
      detached: true,
      stdio: ["ignore", "pipe", this.log],
      // It is to ask nobody for extensions.
      env: { ...process.env, EXTENSIONS_GALLERY: '{"serviceUrl":""}' },
    });
  }

  async install(vsix) {
    const installer = this.run("--install-extension", vsix);
    installer.stdout.resume();
    const [status] = await once(installer, "exit");
    check(status === 0, `${vsix} cannot be installed`);
  }

  async start() {
    const quiet = ["--auth", "none", "--disable-telemetry", "--disable-update-check", "--disable-workspace-trust"];
    this.server = this.run("--bind-addr", "127.0.0.1:0", ...quiet);
    for await (const line of createInterface(this.server.stdout)) {
      this.address = /server listening on (http:\S+?)\/?$/.exec(line)?.[1];
      if (this.address) {
        break;
      }
    }
    check(this.address, "code-server does not start");
    const { chromium } = createRequire(path.join(this.modules, "playwright-core/"))("playwright-core");
    this.browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: BROWSER });
  }

  /** A window with `draft` open and its folder, or else the `workspace` of that file. */
  async open(draft, workspace) {
    const page = await this.browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(PATIENCE);
    const file = `vscode-remote://${new URL(this.address).host}${draft}`;
    const payload = JSON.stringify([["openFile", file]]);
    const opened = workspace ? { workspace } : { folder: path.dirname(draft) };
    await page.goto(`${this.address}/?${new URLSearchParams({ ...opened, payload })}`);
    // VS Code that is busy may read a workspace before it can read files, and then holds it for empty.
    const folders = page.locator(".explorer-folders-view .monaco-list-row").first();
    const opening = () => folders.waitFor({ timeout: 15_000 }).then(() => true, () => page.reload().then(() => false));
    await until("the folders", opening, 2 * PATIENCE);
    await page.waitForSelector(".monaco-editor .view-line");
    return new Window(page, draft);
  }

  async end() {
    await this.browser?.close();
    if (this.server) {
      process.kill(-this.server.pid);
    }
  }
}

/** A window, with a draft in its active editor. */
export class Window {
  constructor(page, draft) {
    this.page = page;
    this.draft = draft;
  }

  /** Keeps a picture of it in `file`. */
  async picture(file) {
    // What fades in is to be seen.
    await this.page.screenshot({ path: file, animations: "disabled" });
  }

  /** The draft as it is on disk. */
  text() {
    return fs.readFileSync(this.draft, "utf8");
  }

  async press(...keys) {
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  async type(text) {
    await this.page.keyboard.type(text);
  }

  /** Types `text` into the list of commands, files or symbols that `key` opens. */
  async ask(key, text) {
    await this.press(key);
    const input = this.page.locator(".quick-input-widget input[type=text]");
    await input.waitFor();
    await this.type(text);
    return this.page.locator(".quick-input-list .monaco-list-row");
  }

  /** Takes what has `label` from the list that `key` opens at `text`. */
  async choose(key, text, label) {
    const rows = await this.ask(key, text);
    await rows.filter({ hasText: label }).first().click();
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
  }

  command(name) {
    return this.choose("F1", name, name);
  }

  /** Opens the draft `file` of the folder. */
  async show(file) {
    this.draft = path.join(path.dirname(this.draft), file);
    await this.choose("Control+p", file, file);
    await this.page.locator(`.tab.active[data-resource-name="${file}"]`).waitFor();
  }

  /** Puts the cursor where the draft, as it is on disk, first has `words`. */
  async goTo(words) {
    const start = this.text().indexOf(words);
    check(start >= 0, `the draft does not hold “${words}”`);
    const before = this.text().slice(0, start).split("\n");
    const [line, column] = [before.length, before.at(-1).length + 1];
    await this.ask("Control+g", `${line}:${column}`);
    await this.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    // VS Code goes by UTF-16 and shows characters.
    await this.cursorAt(line, [...before.at(-1)].length + 1);
  }

  /** Waits until the cursor is there. */
  async cursorAt(line, column) {
    const place = `Ln ${line}, Col ${column}`;
    await until(place, async () => (await this.texts("[id='status.editor.selection']"))[0]?.startsWith(place));
  }

  /** The texts of what `selector` finds, with plain spaces; not those that are empty. */
  async texts(selector) {
    const texts = await this.page.locator(selector).allInnerTexts();
    return texts.map((text) => text.replace(/\s+/g, " ").trim()).filter((text) => text !== "");
  }

  /** Waits until the texts of what `selector` finds are `expected`. */
  async shows(selector, expected) {
    let found = [];
    const same = async () => JSON.stringify((found = await this.texts(selector))) === JSON.stringify(expected);
    await until(selector, same).catch(() => equal(found, expected, selector));
  }

  /** Opens the card over the cursor, which must hold all of `words`. */
  async hovers(...words) {
    await this.reads(words, () => this.press("Control+k", "Control+i"));
  }

  /** Waits until the card that `open` opens holds all of `words`. */
  async reads(words, open) {
    let card = "";
    const complete = async () => {
      card = (await this.texts(".monaco-hover:not(.hidden)")).join("\n");
      return words.every((expected) => card.includes(expected));
    };
    const opened = async () => {
      await open();
      // Its parts come one after the other; and what has just changed closes it.
      return until("a card", complete, 3000).then(() => true, () => false);
    };
    await until("a card", opened).catch(() => equal(card, words, "the card"));
  }

  /** Closes the card, and whatever else lies over the text. */
  async clear() {
    await this.press("Escape");
    await this.page.locator(".monaco-hover:not(.hidden)").waitFor({ state: "detached" });
  }

  /** Opens the list of quick fixes where the cursor is. */
  async fixes() {
    const fixes = this.page.locator(".action-widget .monaco-list-row");
    await until("quick fixes", async () => {
      await this.press("Control+.");
      // A text that has just changed closes the list.
      return fixes.first().waitFor({ timeout: 3000 }).then(() => true, () => false);
    });
    return fixes;
  }

  /** Makes the quick fix `title` where the cursor is. */
  async fix(title) {
    const fixes = await this.fixes();
    await fixes.filter({ hasText: title }).click();
  }

  /** Saves the draft; it must then be `expected`. */
  async saves(expected) {
    await this.press("Control+s");
    const what = path.basename(this.draft);
    const differ = () => equal(this.text().split("\n"), expected.split("\n"), what);
    await until(what, () => this.text() === expected).catch(differ);
  }

  /** Waits until what `selector` finds shows, and holds `words` if they are given. */
  async sees(selector, words) {
    await this.page.locator(selector).filter({ visible: true }).first().waitFor();
    const seen = async () => (await this.texts(selector)).some((text) => words.test(text));
    await (words && until(`${words} in ${selector}`, seen));
  }

  /** Waits until a wavy line of this `kind` stands below `words`, which stand on one line, from their first to their last. */
  async underlines(words, kind = "warning") {
    await until(`a wavy line below “${words}”`, () => this.page.evaluate(([words, kind]) => {
      const boxes = [...document.querySelectorAll(`.squiggly-${kind}`)].map((line) => line.getBoundingClientRect());
      const walker = document.createTreeWalker(document.querySelector(".view-lines"), NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        // Spaces stand there as such that do not break.
        const start = node.data.replaceAll("\u00a0", " ").indexOf(words);
        if (start >= 0) {
          const range = document.createRange();
          range.setStart(node, start);
          range.setEnd(node, start + words.length);
          const { left, right, top, bottom } = range.getBoundingClientRect();
          const near = (one, other) => Math.abs(one - other) < 2;
          return boxes.some((box) => near(box.left, left) && near(box.right, right) && box.top < bottom && top < box.bottom);
        }
      }
      return false;
    }, [words, kind]));
  }

  /** Waits until the entry of the Speakers view that is selected is `label`. */
  async speaks(label) {
    await this.shows(".split-view-view .pane-body .monaco-list-row.selected .label-name", [label]);
  }

  /** Takes what has `label` from the completions that are offered. */
  async suggests(label) {
    const rows = this.page.locator(".suggest-widget.visible .monaco-list-row");
    await rows.filter({ has: this.page.getByText(label, { exact: true }) }).first().click();
  }

  /** Shows the Speakers view. */
  async showSpeakers() {
    await this.page.locator('.activitybar a[aria-label="Copydesk"]').click();
    await this.page.locator(".pane-body .monaco-list-row").first().waitFor();
  }

  /** Opens the card over the status item, which must hold all of `words`. */
  async status(...words) {
    await this.reads(words, async () => {
      await this.page.mouse.move(600, 300);
      await this.page.locator(STATUS).hover();
    });
  }

  /** Waits until the window counts so many errors, warnings and, if any, informations. */
  async problems(counts) {
    await this.shows("[id='status.problems']", [counts]);
  }
}
