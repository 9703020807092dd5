"""The job finds what one process finds, and what make.py planted. `test` beside this file runs it."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import make


def in_one_process(copydesk: str, articles: list[dict], folder: Path) -> set[tuple]:
    """What the job is to find: which passages stand in two articles, by `check --across`."""
    for article in articles:
        (folder / f"{article['id']}.txt").write_text(article["text"])
    ran = subprocess.run([copydesk, "check", "--across", "--format", "json"], cwd=folder, capture_output=True, text=True)
    found = set()
    for draft in json.loads(ran.stdout)["drafts"]:
        for finding in draft["findings"]:
            if finding["code"] == "copied-passage":
                place = finding["related"][0]["elsewhere"]
                start, end = finding["start"]["byte"], finding["end"]["byte"]
                found.add((Path(draft["path"]).stem, start, end, Path(place["path"]).stem, *place["lines"]))
    return found


def by_the_job(copydesk: str, articles: list[dict], folder: Path) -> set[tuple]:
    path = folder / "articles.jsonl"
    path.write_text("".join(json.dumps(article) + "\n" for article in articles))
    here = Path(__file__).parent
    settings = ["driver.host=127.0.0.1", "ui.enabled=false", "sql.shuffle.partitions=4", "log.level=WARN"]
    submit = ["spark-submit", "--master", "local[2]", *(f"--conf=spark.{setting}" for setting in settings)]
    subprocess.run([*submit, here / "shared.py", "--copydesk", copydesk, path, folder / "passages"], cwd=folder, check=True)
    lines = [line for part in (folder / "passages").glob("part-*") for line in part.read_text().splitlines()]
    found = [json.loads(line) for line in lines]
    return {(found["id"], found["start"], found["end"], found["other"], *found["lines"]) for found in found}


def compare(copydesk: str, seed: int) -> bool:
    """Whether the job finds what it should in the archives that are made from `seed`."""
    articles, planted = make.archive(2500, seed)
    articles += make.tangle(500, seed)
    # Bytes and code points are the same here.
    assert all(article["text"].isascii() for article in articles)
    with TemporaryDirectory() as jobs, TemporaryDirectory() as drafts:
        found = by_the_job(copydesk, articles, Path(jobs))
        expected = in_one_process(copydesk, articles, Path(drafts))
    for passage in sorted(found ^ expected):
        print("only the job finds" if passage in found else "the job does not find", *passage)
    pairs = {tuple(sorted([one, other])) for one, _, _, other, _, _ in found if one.startswith("courier")}
    for pair in sorted(pairs ^ set(planted)):
        print("found and never planted:" if pair in pairs else "planted and not found:", *pair)
    print(f"seed {seed}: {len(planted)} pairs planted among {len(articles)} articles, {len(found)} passages found")
    return found == expected and pairs == set(planted)


def main() -> int:
    copydesk, *seeds = sys.argv[1:]
    return 0 if all([compare(copydesk, int(seed)) for seed in seeds or ["1"]]) else 1


if __name__ == "__main__":
    sys.exit(main())
