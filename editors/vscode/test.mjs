// A person's way through an article in a real VS Code, run by `test`:
//
//     node test.mjs MODULES VSIX EXAMPLES FOLDER SHOTS
//
// The server inside the extension answers. The draft has its squiggles and problems, a name and a quote their cards, "she
// said" its name, an introduction its lens, which lists what is quoted; a name leads to where it is introduced, lights up
// with its like, and is changed throughout, but inside quotation marks only once that is ticked. Outline, people of all
// drafts, completion, the quote sheet, the Speakers view, the status item. Quick fixes and "fix all" leave, letter for letter, what they are to leave; another
// writes the house's list. Settings count at once. Screenshots are left in SHOTS.

import fs from "node:fs";
import path from "node:path";
import manifest from "./package.json" with { type: "json" };
import { CodeServer, equal, STATUS, until } from "./window.mjs";

const [modules, vsix, examples, folder, shots] = process.argv.slice(2);
const desk = path.join(folder, "desk");

async function walk(code) {
  // Copies: nothing here is to change the examples.
  const [whole, talks] = ["night-bakers.md", "ferry-talks.txt"].map((name) => {
    return fs.readFileSync(path.join(examples, name), "utf8");
  });
  write({ "night-bakers.md": whole, "ferry-talks.txt": talks, ...DRAFTS });
  await code.install(vsix);
  await code.start();
  const window = await code.open(path.join(desk, "night-bakers.md"));
  const { page } = window;
  const shot = (name) => window.picture(path.join(shots, `${name}.png`));

  // What is wrong with it, with the places that it leads to. The server inside says so.
  await window.problems("0 3");
  const [server, ...others] = programs();
  equal([server.path, ...others], [`extensions/copydesk.copydesk-${manifest.version}/bin/copydesk`], "servers");
  await window.press("Control+Shift+m");
  await window.shows(".markers-panel .monaco-list-row", [
    "night-bakers.md 3",
    "“Lindquist” is spelt “Lindqvist” elsewhere in this draft (3 times). copydesk inconsistent-name [Ln 40, Col 35]",
    "night-bakers.md [Ln 12, Col 24] : “Lindqvist” stands here first, 3 times in all",
    "Nobody is given for this quote. copydesk unattributed-quote [Ln 45, Col 1]",
    "Nearly the same paragraph already stands on line 20 (95 % of the words). " +
      "copydesk duplicate-paragraph [Ln 47, Col 1]",
    "night-bakers.md [Ln 20, Col 1] : The earlier version.",
  ]);
  await shot("problems");
  await window.press("Control+j");

  // What stands in and over the text: squiggles, a faded copy, the name behind "she said", how much people say. Whoever the
  // cursor is on lights up.
  await window.goTo("Lindquist");
  await window.sees(".squiggly-warning");
  await window.sees(".squiggly-inline-unnecessary");
  await window.shows(".codelens-decoration a", [
    "Amara Osei: 1 quote · 14 words",
    "Wilhelmina Baptiste: 1 quote · 14 words",
    "Petra Vandermeer: 1 quote · 7 words",
  ]);
  await window.sees(".view-line", /she\s*Petra Vandermeer said, “and he turned/);
  await until("highlights", async () => (await page.locator(".wordHighlightText").count()) === 4);
  await shot("draft");

  // Who is this, and who speaks?
  await window.hovers("Oskar Lindqvist", "first named on line 12", "also written Lindquist (1)");
  await shot("hover");
  await window.clear();
  await window.goTo("used to the hours");
  await window.hovers("Oskar Lindqvist", "speaks here, by “said Lindqvist”");
  await window.clear();

  // A click on the lens lists what is quoted.
  await window.goTo("The last night");
  await page.locator(".codelens-decoration a", { hasText: "Oskar Lindqvist: 4 quotes · 27 words" }).click();
  await window.sees(".peekview-title", /Locations \(4\)/);
  await window.sees(".ref-tree .monaco-list-row", /“Sleep,”/);
  await shot("lens");
  await window.press("Escape");

  // The people of the draft with what they say. A click leads there, and where the cursor goes the view follows.
  await window.showSpeakers();
  await window.shows(ENTRIES, [
    "Oskar Lindqvist9 mentions",
    '"You get used to the hours,"',
    '"What you never get used to is the quiet, now that the others have gone."',
    "“Sleep,”",
    "“and see how that is.”",
    "Amara Osei2 mentions",
    '"I knew what time it was by which of them had the door open,"',
    "Wilhelmina Baptiste1 mention",
    "A town without a night baker does not know any more that it sleeps.",
    "Petra VandermeerDeputy mayor · 2 mentions",
    "“and he turned each of them down.”",
    "Ines Falk1 mention",
    "Nobody is given1 quote",
    "“An oven is not a wardrobe. You cannot just carry it across the road and plug it in again.”",
  ]);
  await page.locator(ENTRIES, { hasText: "An oven is not a wardrobe" }).click();
  await window.cursorAt(45, 1);
  await page.locator(ENTRIES, { hasText: "Amara Osei" }).click();
  await window.cursorAt(30, 1);
  await window.goTo("turned each");
  await window.speaks("“and he turned each of them down.”");
  await window.goTo("Lindquist had been");
  await window.speaks("Oskar Lindqvist");
  await shot("speakers");

  // What is found, what was read, and that nothing is limited.
  await window.status("3 warnings in this draft", "5 drafts of the workspace read");
  await shot("status");
  await page.locator(STATUS).click();
  await window.sees(".markers-panel .monaco-list-row", /^night-bakers/);
  await window.press("Control+j");

  // To where a name is introduced, and all that means its bearer.
  await window.goTo("Osei said");
  await window.press("F12");
  await window.cursorAt(30, 1);
  await window.goTo("Lindquist");
  await window.press("Shift+F12");
  await window.sees(".peekview-title", /References \(9\)/);
  await window.press("Escape");

  // The outline, and the people of all drafts.
  await window.ask("Control+Shift+o", "Osei");
  const spoken = /^Amara Osei: "I knew what time it was by which of them had/;
  await window.sees(".quick-input-list .monaco-list-row", spoken);
  await window.press("Escape");
  await window.ask("Control+t", "kilb");
  await window.shows(".quick-input-list .monaco-list-row", ["Rufus Kilbride, singerstage.txt"]);
  await window.press("Escape");

  // The quote sheet leads to the quotes.
  await window.command("Copydesk: Show the Quote Sheet");
  await page.locator(".detected-link", { hasText: "51:32" }).click({ modifiers: ["Control"] });
  await window.cursorAt(51, 32);
  await window.speaks("“Sleep,”");
  await shot("sheet");
  await window.shows(".tab", ["night-bakers .md", "night-bakers.md.quotes .md"]);

  // Quick fixes: one takes the copy out, one mends the name, one has the speaker's name typed in.
  await window.goTo("Lindquist");
  await window.fix("Change to “Lindqvist”");
  await window.problems("0 2");
  await window.goTo("When the town archive");
  await window.fixes();
  await window.shows(".action-widget .monaco-list-row", [
    "Quick Fix",
    "Remove this copy",
    "Remove the first copy",
    "Stet: let this stand (in a comment)",
    "Stet: let this stand (in .copydesk/stet.toml)",
  ]);
  await shot("fixes");
  await window.press("Enter");
  await window.problems("0 1");
  const named = whole.replace("Lindquist", "Lindqvist").replace(/When the town archive[^]*?\n\n/, "");
  await window.saves(named);
  await window.goTo("wardrobe");
  await window.fix("Insert an attribution");
  await window.sees(".view-line", /NAME/);
  await window.type("Oskar Lindqvist");
  await window.press("Tab");
  await window.saves(named.replace("plug it in again.”", "plug it in again,” Oskar Lindqvist said."));
  await window.problems("0 0");
  await window.sees(ENTRIES, /^Oskar Lindqvist10 mentions$/);
  equal((await window.texts(ENTRIES)).filter((entry) => /^Nobody/.test(entry)), [], "quotes that nobody is given for");

  // Behind characters that encodings count differently: a name mended, and its bearer renamed, inside quotation marks only
  // where that is ticked.
  await window.show("stage.txt");
  await window.problems("0 1");
  await window.underlines("Killbride");
  await window.shows(ENTRIES, [
    "Tom Adeyemi1 mention",
    "“Kilbride does what Rufus Kilbride wants,”",
    "Rufus Kilbridesinger · 5 mentions",
  ]);
  await window.goTo("Killbride");
  await window.speaks("Rufus Kilbride");
  await shot("emoji");
  await window.fix("Change to “Kilbride”");
  await window.problems("0 0");
  const spelt = STAGE.replace("Killbride", "Kilbride");
  await window.saves(spelt);
  await window.goTo("Kilbride bowed");
  await window.press("F2");
  const name = page.locator(".rename-box input");
  await until("the name to change", async () => (await name.inputValue()) === "Rufus Kilbride");
  await name.fill("Rufus Kilbryde");
  await name.press("Enter");
  await window.shows(".bulk-edit-panel .monaco-list-row", [
    "stage.txt",
    "😀 The singer Rufus KilbrideKilbryde sang on Friday, and Kilbride bowed.",
    "de sang on Friday, and KilbrideKilbryde bowed.",
    "😀 “KilbrideKilbryde does what Rufus Kilbride wants,” said Tom Adeyemi, who sells the tickets.",
    "lbride does what Rufus KilbrideKilbryde wants,” said Tom Adeyemi, who sells the tickets.",
    "😀 Then KilbrideKilbryde left.",
  ]);
  const changes = page.locator(".bulk-edit-panel .monaco-list-row").getByRole("checkbox");
  const ticked = await changes.evaluateAll((boxes) => boxes.map((box) => box.ariaChecked === "true"));
  equal(ticked, [true, true, true, false, false, true], "changes that are ticked");
  await shot("rename");
  await changes.nth(3).click();
  await page.getByRole("button", { name: "Apply" }).click();
  await window.sees(".view-line", /Then Kilbryde left/);
  const renamed = spelt.replaceAll("Kilbride", "Kilbryde").replace("Rufus Kilbryde wants", "Rufus Kilbride wants");
  await window.saves(renamed);

  // A capital is completed to a name.
  await window.press("Control+End");
  await window.type("\nOn Friday K");
  await window.shows(".suggest-widget.visible .monaco-list-row", ["Kilbryde Rufus Kilbryde, singer", "Rufus Kilbryde"]);
  await shot("completion");
  await window.press("Enter");
  await window.type(" left.");
  await window.saves(`${renamed}\nOn Friday Kilbryde left.`);

  // "Fix all" on saving takes every copy out.
  await window.show("ferry-talks.txt");
  await window.problems("0 3");
  await window.press("Control+End");
  await window.type(" ");
  await window.press("Backspace");
  await window.saves(talks.split("\n").slice(0, 36).join("\n"));
  await window.problems("0 0");

  // "These are two people" makes the house's list, and writes into the one that is there. Both count at once, saved or not.
  for (const [draft, name] of [["sweep.txt", "Loverring"], ["sail.txt", "Holoway"]]) {
    await window.show(draft);
    await window.problems("0 1");
    await window.goTo(name);
    await window.fix("are two people");
    await window.problems("0 0");
  }
  await window.show("copydesk.toml");
  const people = listOf(["Ada Lovering", "Loverring", "Maren Holloway", "Holoway"]);
  await window.saves(people);

  // A mistake in it is said in its place, and it is read as no draft.
  const alias = 'alias = "“Nobody asked us about any of this at all”"';
  await window.press("Control+End");
  await window.type(alias);
  await window.problems("1 0");
  await window.saves(`${people}${alias}`);

  // What may stand in it is offered by its schema: heads of tables, keys, values.
  await window.type("\n[ru");
  await window.suggests("[rules]");
  await window.type("\nunbal");
  await window.suggests("unbalanced-quote");
  await window.shows(".suggest-widget.visible .monaco-list-row", ['"off"', '"information"', '"warning"']);
  await shot("schema");
  await window.suggests('"off"');
  await window.saves(`${people}${alias}\n[rules]\nunbalanced-quote = "off"`);

  // Settings count at once.
  write({ ".vscode/settings.json": JSON.stringify({ "copydesk.enable": ["unintroduced-name"] }) });
  await window.problems("1 0 1");
  equal(programs(), [server], "servers");

  // The server is started anew, and finds the same.
  await window.command("Copydesk: Restart the Server");
  await until("another server", () => {
    const [next, ...others] = programs();
    return next && next.id !== server.id && others.length === 0;
  });
  await window.problems("1 0 1");
  await window.command("Copydesk: Show the Log");
  await window.sees(".panel .pane-header, .panel .composite", /Output/);
  await window.press("Control+j");

  // A draft that has no file yet, and its quote sheet.
  await window.command("File: New Untitled Text File");
  await window.type("The pier closed on Monday.\n\n“Nobody asked us what the pier was for, and nobody will.”\n");
  await window.problems("1 1 1");
  await window.shows(ENTRIES, ["Nobody is given1 quote", "“Nobody asked us what the pier was for, and nobody will.”"]);
  await window.command("Copydesk: Show the Quote Sheet");
  await window.sees(".view-line", /^## Nobody is given for/);

  // What is not done is said.
  await window.command("File: New Untitled Text File");
  await page.keyboard.insertText(`${SPANISH}\n`.repeat(8));
  await window.status("This draft is neither in English nor in German");
  await shot("limited");
}

/** A window of two folders, of which each draft goes by its own list. */
async function walkFolders(code) {
  write({
    "north/copydesk.toml": '[rules]\nunattributed-quote = "off"\n',
    "north/pier.txt": "Ada Lovering closed the pier.\n\n“Nobody asked us what the pier was for, and nobody will.”\n",
    "south/quay.txt": "Maren Holloway sold the quay.\n\n“The water was never ours to sell, and it never will be.”\n",
    "coast.code-workspace": JSON.stringify({
      folders: [{ path: "north" }, { path: "south" }],
      settings: { "files.associations": { "copydesk.toml": "ini" } },
    }),
  });
  const [pier, workspace] = ["north/pier.txt", "coast.code-workspace"].map((name) => path.join(desk, name));
  const window = await code.open(pier, workspace);
  await window.status("No findings in this draft", "2 drafts of the workspace read");
  await window.show("quay.txt");
  await window.problems("0 1");
  await window.status("1 warning in this draft");
  await window.ask("Control+t", "o");
  await window.shows(".quick-input-list .monaco-list-row", ["Ada Loveringnorth • pier.txt", "Maren Hollowaysouth • quay.txt"]);
  await window.picture(path.join(shots, "folders.png"));
  await window.press("Escape");

  // A list counts before it is saved, whatever VS Code takes it for.
  await window.show("copydesk.toml");
  await window.press("Control+a", "Delete");
  await window.problems("0 2");
}

/** The entries of the Speakers view. */
const ENTRIES = ".pane-body .monaco-list-row";

/** A language that is not read. */
const SPANISH = "El alcalde dijo que la lluvia de la noche no era culpa de nadie, y que el puerto abriría por la mañana.";

/** Characters beyond those that all encodings count alike, before everything. */
const STAGE = `😀 The singer Rufus Kilbride sang on Friday, and Kilbride bowed.

😀 “Kilbride does what Rufus Kilbride wants,” said Tom Adeyemi, who sells the tickets.

😀 Then Killbride left.
`;

/** The drafts beside the example. */
const DRAFTS = {
  "stage.txt": STAGE,
  "sweep.txt": "Ada Lovering sang, and Lovering bowed.\n\nLoverring came to sweep.\n",
  "sail.txt": "Holloway said the boat would be late.\n\nMaren Holloway runs the ferry, and Holoway owns it.\n",
  ".vscode/settings.json": JSON.stringify({ "editor.codeActionsOnSave": { "source.fixAll.copydesk": "explicit" } }),
};

/** Writes `files` of the folder that is opened. */
function write(files) {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(desk, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}

/** The house's list with an entry for each of `people`. */
function listOf(people) {
  return people.map((name) => `[[people]]\nname = "${name}"\n`).join("\n");
}

/** The programs in `folder` that run, each with its process. */
function programs() {
  const processes = fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const programs = processes.flatMap((id) => {
    try {
      return { id, path: path.relative(folder, fs.readlinkSync(`/proc/${id}/exe`)) };
    } catch {
      return []; // it has ended, or it is not ours
    }
  });
  return programs.filter((program) => !program.path.startsWith(".."));
}

fs.rmSync(shots, { recursive: true, force: true });
fs.mkdirSync(shots, { recursive: true });
const code = new CodeServer(modules, folder);
for (const signal of ["SIGINT", "SIGTERM"]) {
  process.once(signal, () => code.end().finally(() => process.exit(1)));
}
try {
  await walk(code);
  await walkFolders(code);
  console.log("VS Code: passed");
} catch (fault) {
  console.log(`VS Code: FAILED: ${fault.stack}`);
  process.exitCode = 1;
  const page = code.browser?.contexts().at(-1)?.pages()[0];
  await page?.screenshot({ path: path.join(shots, "failed.png") });
} finally {
  await code.end();
}
