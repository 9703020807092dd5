#!/usr/bin/env python3
"""Makes src/lexicon/common.table, the common words of English, from SCOWL.

    python3 data/words/make.py /usr/share/dict/scowl

Run it from the root of the repository, with the word lists of Debian's package `scowl` 2020.12.07. The same version gives
the same bytes. No build runs this: the file is part of the source. The licence of SCOWL: data/names/LICENCES.md.

    common.table   a table (see src/lexicon/table.rs): word in small letters -> the level at which SCOWL has it (10 everyday, 20, 35)
"""

import pathlib
import re
import subprocess
import sys

OUT = pathlib.Path(__file__).parent.parent.parent / "src/lexicon/common.table"
LEVELS = (10, 20, 35)


def words(scowl):
    levels = {}
    for level in LEVELS:
        for spelling in ("english", "american", "british"):
            for word in (scowl / f"{spelling}-words.{level}").read_text(encoding="latin-1").split():
                if re.fullmatch("[a-z]{2,}", word):
                    levels.setdefault(word, level)
    return levels


if __name__ == "__main__":
    rows = sorted(words(pathlib.Path(sys.argv[1])).items())
    lines = "".join(f"{word} {level}\n" for word, level in rows)
    command = ["cargo", "run", "--quiet", "--example", "pack-names"]
    OUT.write_bytes(subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout)
