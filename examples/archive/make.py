"""Makes an archive to try the job on: articles of invented sentences, some of which share a passage."""

import argparse
import json
import random
import sys

WHO = "the ferry company|the parish council|the water board|two sisters|the rowing club|a goat farm".split("|")
DID = "has repaired|sold|never opened|lost|painted|gave away|bought|counted|rented out|measured|hid|weighed".split("|")
WHAT = "wooden chairs|crates of plums|letters|drums|maps|copper lamps|kites|bells|ladders|plain envelopes|pumps".split("|")
WHEN = "before the frost|on Tuesday|after the regatta|last spring|at noon|during the strike|on market day".split("|")
SO = "kept no minutes|went home early|only laughed at it|asked for a second vote|paid the bill|said no more".split("|")
SYLLABLES = "bra do fen gu hol ka lin mo na or pel ru sta tu vi wen".split()
FOOTER = (
    "The Larch Courier is written by people who live within sight of the water, printed on Thursdays, and sold wherever "
    "there is a counter and somebody to stand behind it."
)


def name(dice: random.Random) -> str:
    return "".join(dice.choices(SYLLABLES, k=5)).capitalize()


def sentence(dice: random.Random) -> str:
    """One that has no seven words in a row that another is likely to have."""
    who, did, what, when, so = (dice.choice(list) for list in (WHO, DID, WHAT, WHEN, SO))
    number = dice.randrange(3, 9_000)
    return f"{name(dice)} of {who} {did} {number} {what} in {name(dice)} {when}, and {name(dice)} {so}."


def paragraph(dice: random.Random) -> str:
    return " ".join(sentence(dice) for _ in range(dice.randrange(2, 4)))


def wrapped(dice: random.Random, passage: str) -> str:
    """It, as another desk would set it."""
    lines = passage.split(" ")
    return "".join(word + ("\n" if at % 11 == 10 else " ") for at, word in enumerate(lines)).strip()


def retouched(dice: random.Random, passage: str) -> str:
    """It, with a word changed in its middle."""
    words = passage.split(" ")
    words[len(words) // 2] = "otherwise"
    return " ".join(words)


def edited(dice: random.Random, sentence: str, stock: list[str]) -> str:
    """It, with words changed, left out and put in, or the beginning of another in its middle."""
    words = sentence.split(" ")
    for _ in range(dice.choice([0, 0, 1, 1, 2, 3, 5])):
        at = dice.randrange(len(words))
        put = dice.choice([[name(dice)], [], dice.choice(stock).split(" ")[: dice.randrange(3, 18)]])
        words[at : at + dice.randrange(2)] = put
        words = words or [name(dice)]
    return " ".join(words)


def tangle(count: int, seed: int) -> list[dict]:
    """`count` articles that rewrite the same few sentences over and over, none of them from `archive`."""
    dice = random.Random(f"tangle {seed}")
    stock = [sentence(dice) for _ in range(count)]

    def told() -> str:
        return sentence(dice) if dice.random() < 0.4 else edited(dice, dice.choice(stock), stock)

    def body() -> str:
        return "\n\n".join(" ".join(told() for _ in range(dice.randrange(1, 4))) for _ in range(dice.randrange(2, 7)))

    return [{"id": f"rewrite-{number:05}", "text": body()} for number in range(count)]


def archive(count: int, seed: int) -> tuple[list[dict], list[tuple[str, str]]]:
    """`count` articles, and the pairs of their ids that share a passage which stands in no third."""
    dice = random.Random(seed)
    bodies = [[paragraph(dice) for _ in range(dice.randrange(3, 6))] for _ in range(count)]
    ids = [f"courier-{number:05}" for number in range(count)]
    order = dice.sample(range(count), count)
    pairs = []
    for one, other, third in zip(order[0::6], order[1::6], order[2::6]):
        passage = dice.choice(bodies[one])
        kind = dice.choice(["whole", "wrapped", "retouched", "inside", "everywhere"])
        copy = {"wrapped": wrapped, "retouched": retouched}.get(kind, lambda _, passage: passage)(dice, passage)
        if kind == "inside":
            at = dice.randrange(len(bodies[other]))
            bodies[other][at] += " " + copy + " " + sentence(dice)
        else:
            bodies[other].insert(dice.randrange(len(bodies[other]) + 1), copy)
        if kind == "everywhere":
            # What three articles have in common is boilerplate.
            bodies[third].append(copy)
        else:
            pairs.append(tuple(sorted([ids[one], ids[other]])))
    signed = ["Signed: " + ", ".join(name(dice) for _ in range(6)) for _ in ids]
    articles = [
        {"id": id, "text": "\n\n".join([*body, by, FOOTER])} for id, body, by in zip(ids, bodies, signed)
    ]
    return articles, sorted(pairs)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, help="how many articles to write to standard output")
    parser.add_argument("--seed", type=int, default=1, help="another number makes another archive")
    options = parser.parse_args()
    for article in archive(options.count, options.seed)[0]:
        json.dump(article, sys.stdout)
        print()
