"""Reads the texts that the generator may use: the demo catalog, three licensed data sets and our own word lists.

Only sources whose license allows shipping are listed here. Judged requests and session logs are not read for training.
"""

import csv
import gzip
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
WORDS = Path(__file__).resolve().parent / "words"

# Judged requests. The generator drops texts that equal one of them, so that no figure is measured on a training text.
JUDGED = {
    "esci150/queries.csv": "query",
    "requests_handmade/requests.csv": "request",
    "requests_shoppingbench/requests.csv": "request",
    "art27/qrels_llm.csv": "query",
}


@dataclass
class Product:
    """A product of a catalog. Missing fields are empty."""

    source: str
    title: str
    brand: str = ""
    color: str = ""
    category: list = field(default_factory=list)
    description: str = ""


@dataclass
class Department:
    """A department of our word list: its products and the attributes that they may have."""

    name: str
    attributes: list
    products: list


@dataclass
class Sources:
    products: list  # of Product
    requests: list  # whole sentences of shoppers
    searches: list  # short searches of shoppers
    departments: list  # of Department
    brands: list
    phrases: dict  # kind -> list of pieces
    rare: list  # whole words of the encoder's vocabulary


def read(data, tokenizer):
    """Returns the Sources. data is the folder of the data sets, tokenizer the path of the encoder's tokenizer.json."""
    data = Path(data)
    products = demo() + retail_demo(data) + dummyjson(data)
    requests, searches = webshop(data)
    return Sources(products, requests, searches, departments(), brands(), phrases(), vocabulary(tokenizer))


def read_csv(path):
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def demo():
    """The demo catalog of this repository."""
    path = REPOSITORY / "tools" / "demo" / "data" / "products.jsonl"
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        p = json.loads(line)
        found.append(Product("demo", p["title"], p.get("brand") or "", p.get("color") or "", p.get("category") or [], p.get("description") or ""))
    return found


def retail_demo(data):
    """AWS Retail Demo Store, MIT-0."""
    rows = read_csv(data / "catalogue_retail_demo" / "products.csv.gz")
    return [Product("retail_demo", r["name"], category=[r["category"], r["style"]], description=r["description"]) for r in rows]


def dummyjson(data):
    """DummyJSON, MIT."""
    rows = read_csv(data / "catalogue_dummyjson" / "products.csv")
    return [Product("dummyjson", r["title"], r["brand"], category=[r["category"].replace("-", " ")], description=r["description"]) for r in rows]


def webshop(data):
    """WebShop's requests, MIT. Returns the requests and the searches that people typed for them."""
    rows = read_csv(data / "requests_webshop" / "requests.csv")
    requests = [r["request"] for r in rows]
    column = next(name for name in rows[0] if name.startswith("human_search_queries"))
    searches = [s for r in rows for s in (r[column] or "").split(" | ") if s]
    return requests, searches


def lines(name):
    """The lines of a word list without comments and empty lines."""
    for line in (WORDS / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line


def departments():
    found = []
    for line in lines("things.txt"):
        name, attributes, products = (part.strip() for part in line.split("|"))
        found.append(Department(name, unique(attributes.split(",")), unique(products.split(","))))
    return found


def brands():
    text = " ".join(lines("brands.txt"))
    return unique(quoted or plain for quoted, plain in re.findall(r'"([^"]+)"|(\S+)', text))


def phrases():
    found, kind = {}, ""
    for line in lines("phrases.txt"):
        if line.startswith("["):
            kind = line.strip("[] \n")
        else:
            found[kind] = found.get(kind, []) + unique(line.split(" | "))
    return found


def unique(words):
    return list(dict.fromkeys(w.strip() for w in words if w.strip()))


def vocabulary(tokenizer):
    """The whole words of the encoder's vocabulary, of three letters or more."""
    vocab = json.loads(Path(tokenizer).read_text(encoding="utf-8"))["model"]["vocab"]
    return sorted(w for w in vocab if re.fullmatch(r"[a-z]{3,}", w))


def judged(data):
    """The judged requests in lower case. A missing data set adds none."""
    found = set()
    for name, column in JUDGED.items():
        path = Path(data) / name
        if path.exists():
            found |= {r[column].strip().lower() for r in read_csv(path)}
    return found
