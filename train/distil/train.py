"""Trains a student: some layers of the encoder learn to give a query the vector that all layers give it.

    python -m distil.train --name five-1 --layers 0,8,9,10,11 --seed 1

The loss is the cosine distance to the teacher's vector plus a ranking term: the student's similarities to the other
texts of the batch should be those of the teacher. With --after, the training continues a student that is done: it then
also learns to rank documents as the teacher does, with weights as coarse as the exported model's. A checkpoint is written every few
minutes. Started again with the same arguments, the program resumes and ends with the same weights.
"""

import argparse
import json
import os
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer

from distil import bert, schedule, weights
from distil.paths import Work, default_work, read_texts, replace
from distil.teacher import SHARD, load_shard

HELD_OUT = 1500  # the first texts, which no student learns from
MAX_TOKENS = 40
RANKING = 0.5  # weight of the ranking term
TEMPERATURE = 0.03  # of similarities in the ranking term
COSINE = 10.0  # weight of the cosine distance


def vectors(work, texts, limit):
    """Returns the teacher's vectors of the first texts, up to the first missing shard or the limit."""
    found = []
    for shard in range(-(-min(limit, len(texts)) // SHARD)):
        v = load_shard(work, texts, shard)
        if v is None:
            break
        found.append(v)
    if not found:
        raise SystemExit("no vectors of the teacher for these texts: run distil.teacher first")
    return np.concatenate(found)[:limit]


def unit(vectors):
    """Returns the teacher's vectors as a tensor of unit vectors."""
    return F.normalize(torch.from_numpy(vectors.astype(np.float32)), dim=-1)


def token_ids(tokenizer, texts):
    """Returns the token ids of texts. tokenizer is the path of tokenizer.json."""
    t = Tokenizer.from_file(str(tokenizer))
    t.no_padding()
    t.enable_truncation(MAX_TOKENS)
    return [e.ids for e in t.encode_batch(texts)]


def pad(ids):
    """Returns token ids and mask as tensors."""
    a = torch.zeros(len(ids), max(map(len, ids)), dtype=torch.long)
    mask = torch.zeros(a.shape)
    for row, one in enumerate(ids):
        a[row, : len(one)] = torch.tensor(one)
        mask[row, : len(one)] = 1
    return a, mask


def divergence(student, teacher, others):
    """Returns how much the student's similarities to others differ from the teacher's, as probabilities."""
    wanted = F.softmax(teacher @ others.T / TEMPERATURE, 1)
    return F.kl_div(F.log_softmax(student @ others.T / TEMPERATURE, 1), wanted, reduction="batchmean")


def loss(student, teacher, documents=None):
    """Returns (loss, mean cosine) for unit vectors [batch, hidden]. documents are unit vectors of documents, or None."""
    cosine = (student * teacher).sum(1).mean()
    total = COSINE * (1 - cosine) + RANKING * divergence(student, teacher, teacher)
    if documents is not None:
        total = total + RANKING * divergence(student, teacher, documents)
    return total, cosine.item()


class Training:
    """The state of a training: parameters, optimizer and step."""

    def __init__(self, a, params, documents=None):
        torch.manual_seed(a.seed)
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.layers = weights.depth(params)
        self.documents = None if documents is None else documents.to(self.device)
        self.params = {n: torch.from_numpy(v.copy()).to(self.device).requires_grad_() for n, v in params.items()}
        plain = [n for n in self.params if n.endswith("bias") or "LayerNorm" in n or n == bert.WORDS]
        groups = [
            {"params": [p for n, p in self.params.items() if n not in plain], "weight_decay": 0.01},
            {"params": [self.params[n] for n in plain], "weight_decay": 0.0},
        ]
        self.optimizer = torch.optim.AdamW(groups, lr=a.rate, betas=(0.9, 0.98), eps=1e-6, fused=True)
        self.step = 0

    def encode(self, ids):
        tokens, mask = pad(ids)
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.device == "cuda"):
            params = self.params if self.documents is None else bert.rounded(self.params)
            return bert.encode(params, tokens.to(self.device), mask.to(self.device), self.layers)

    def learn(self, ids, wanted, rate):
        for g in self.optimizer.param_groups:
            g["lr"] = rate
        total, cosine = loss(self.encode(ids), wanted.to(self.device), self.documents)
        self.optimizer.zero_grad()
        total.backward()
        torch.nn.utils.clip_grad_norm_(self.params.values(), 1.0)
        self.optimizer.step()
        self.step += 1
        return cosine

    @torch.no_grad()
    def validate(self, ids, wanted):
        """Returns the mean cosine to the teacher's vectors."""
        rows = sorted(range(len(ids)), key=lambda i: len(ids[i]))
        parts = [rows[i : i + 250] for i in range(0, len(rows), 250)]
        return sum((self.encode([ids[i] for i in p]).cpu() * wanted[p]).sum().item() for p in parts) / len(ids)

    def save(self, path):
        state = {"params": {n: p.detach().cpu() for n, p in self.params.items()}, "optimizer": self.optimizer.state_dict(), "step": self.step}
        replace(path, lambda part: torch.save(state, part))

    def load(self, path):
        state = torch.load(path, map_location=self.device)
        with torch.no_grad():
            for n, p in self.params.items():
                p.copy_(state["params"][n])
        self.optimizer.load_state_dict(state["optimizer"])
        self.step = state["step"]


def begin(a, work):
    """Returns a training that starts from layers of the encoder, or from another student."""
    if a.after is None:
        return Training(a, weights.take_layers(weights.load(work.weights()), [int(x) for x in a.layers.split(",")]))
    state = torch.load(work.student(a.after) / "checkpoint.pt", map_location="cpu")
    with np.load(work.documents()) as f:
        documents = unit(f["vectors"])
    return Training(a, {n: p.numpy() for n, p in state["params"].items()}, documents)


def run(a):
    work = Work(a.work)
    folder = work.student(a.name)
    settings = {k: v for k, v in vars(a).items() if k not in ("work", "tokenizer", "threads")}
    texts = read_texts(work.texts())
    known = folder / "settings.json"
    if known.exists():  # later shards of the teacher must not change a training that has begun
        old = json.loads(known.read_text())
        if old["arguments"] != settings:
            raise SystemExit(f"{known} has other settings: choose another --name")
        a.texts = old["texts"]
    wanted = vectors(work, texts, a.texts)
    texts = texts[: len(wanted)]
    text = json.dumps({"arguments": settings, "texts": len(texts)}, indent=1)
    replace(known, lambda part: part.write_text(text))

    ids = token_ids(a.tokenizer, texts)
    held, held_wanted = ids[:HELD_OUT], unit(wanted[:HELD_OUT])
    ids, wanted = ids[HELD_OUT:], wanted[HELD_OUT:]

    t = begin(a, work)
    checkpoint = folder / "checkpoint.pt"
    if checkpoint.exists():
        t.load(checkpoint)
    lengths = [len(i) for i in ids]
    per_epoch = len(schedule.order(lengths, a.batch, a.seed, 0))
    steps = int(a.epochs * per_epoch)
    print(f"{len(ids)} texts, {steps} steps from {t.step}, cosine {t.validate(held, held_wanted):.4f}", flush=True)
    start, first, saved, cosines = time.monotonic(), t.step, time.monotonic(), []
    while t.step < steps:
        epoch, done = divmod(t.step, per_epoch)
        for rows in schedule.order(lengths, a.batch, a.seed, epoch)[done:]:
            if t.step >= steps:
                break
            cosines.append(t.learn([ids[i] for i in rows], unit(wanted[rows]), schedule.rate(t.step, steps, a.rate)))
            if t.step % 100 == 0:
                speed = (t.step - first) * a.batch / (time.monotonic() - start)
                print(f"step {t.step}: {speed:.0f} texts/s, cosine {np.mean(cosines[-100:]):.4f}", flush=True)
            if time.monotonic() - saved > a.save_every:
                t.save(checkpoint)
                saved = time.monotonic()
                print(f"step {t.step}: held out {t.validate(held, held_wanted):.4f}", flush=True)
    t.save(checkpoint)
    result = {"steps": steps, "texts": len(ids), "cosine": round(t.validate(held, held_wanted), 4), "torch": torch.__version__, "device": t.device}
    result["cpu_seconds"] = round(time.process_time())
    text = json.dumps(result, indent=1)
    replace(folder / "result.json", lambda part: part.write_text(text))
    print(json.dumps(result), flush=True)


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--work", type=Path, default=default_work())
    p.add_argument("--tokenizer", required=True)
    p.add_argument("--name", required=True)
    p.add_argument("--layers", default="0,8,9,10,11", help="layers of the encoder that the student starts from")
    p.add_argument("--after", help="name of a student that has been trained and is trained further")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--epochs", type=float, default=2.0)
    p.add_argument("--batch", type=int, default=128)
    p.add_argument("--rate", type=float, default=8e-4, help="peak of the learning rate")
    p.add_argument("--texts", type=int, default=1_000_000, help="use at most the first texts")
    p.add_argument("--save-every", type=float, default=180.0, help="seconds between checkpoints")
    p.add_argument("--threads", type=int, default=os.cpu_count())
    a = p.parse_args()
    torch.set_num_threads(a.threads)
    run(a)


if __name__ == "__main__":
    main()
