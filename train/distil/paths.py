"""The files of a training, all under one work folder."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

PREFIX = "Represent this sentence for searching relevant passages: "  # of a query of the 12-layer model
DIM = 384


def default_work():
    cache = os.environ.get("SHOPFYP_CACHE") or Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "shopfyp"
    return Path(cache) / "train"


@dataclass
class Work:
    """Names the files of a work folder."""

    folder: Path

    def texts(self):
        return self.folder / "texts.tsv"

    def weights(self):
        return self.folder / "model" / "bge-small-en-v1.5.onnx"

    def vectors(self, shard):
        return self.folder / "vectors" / f"{shard:05d}.npz"

    def documents(self):
        return self.folder / "documents.npz"

    def student(self, name):
        return self.folder / "students" / name


def read_texts(path):
    """Returns the texts of a file of generate, without their kinds."""
    with open(path, encoding="utf-8") as f:
        return [line.rstrip("\n").split("\t", 1)[1] for line in f]


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def replace(path, write):
    """Calls write with the name of a temporary file next to path, then renames it to path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{os.getpid()}.{path.name}")
    write(part)
    os.replace(part, path)
