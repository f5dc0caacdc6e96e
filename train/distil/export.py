"""Writes a trained student as an int8 ONNX model, checks it, and writes golden vectors for the tests of the Go encoder.

    python -m distil.export --name five-1

The model has the inputs, the output and the tokenizer of the encoder, and takes queries without a prefix. The same
checkpoint always gives the same bytes. The program fails if the model is too large or differs from PyTorch.
"""

import argparse
import gzip
import json
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from distil import bert, weights
from distil.paths import Work, default_work, replace, sha256
from distil.teacher import Teacher

MAX_BYTES = 25_000_000
PARITY = 0.99999  # lowest cosine of the float model to PyTorch
QUANTIZED = 0.98  # lowest cosine of the int8 model to PyTorch

# Texts of the golden file, with the edges of the tokenizer.
GOLDEN = [
    "", " ", "a", "?", "bluetooth speaker", "Bluetooth Speaker", "BLUETOOTH  SPEAKER", "running shoes for men", "crème brûlée torch",
    "shoes for my 10-year-old son who likes dinosaurs", "wireless headphones under $50", "lamp not black", "snack without nuts or dairy",
    "wh-1000xm4 ear pads", "1/4 inch drill bit", "55\" tv", "kaffeemühle", "чайник", "水筒", "👟", "ピンク", "size 9.5 wide", "iphone 15 pro max case",
    "gift for grandma", "cheap laptop", "antidisestablishmentarianism", "x" * 150, "toy " * 30, "café au lait mug, 12 oz (set of 4)", "[SEP]", "it's my dad's",
    "a\tb\nc", "\u200bzero\u200bwidth", "½ cup measuring spoon", "100% cotton t-shirt", "e-bike", "usb-c to hdmi",
]


def checkpoint(path):
    """Returns the parameters of a checkpoint as arrays."""
    return {n: p.float().numpy() for n, p in torch.load(path, map_location="cpu")["params"].items()}


def torch_vectors(params, encoder, texts):
    """Returns the vectors that PyTorch computes, one text at a time."""
    tensors = {n: torch.from_numpy(a) for n, a in params.items()}
    ids = [e.ids for e in encoder.tokenizer.encode_batch(texts)]
    with torch.no_grad():
        return np.concatenate([bert.encode(tensors, torch.tensor([i]), torch.ones(1, len(i)), weights.depth(params)).numpy() for i in ids])


def quantize(source, target):
    """Quantizes as the pinned encoder is quantized: per channel, in a range that AVX2 does not saturate."""
    quantize_dynamic(
        str(source), str(target), per_channel=True, reduce_range=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gather"]
    )


def lowest(a, b):
    return float((a * b).sum(1).min())


def export(work, name, tokenizer):
    folder = work.student(name)
    params = checkpoint(folder / "checkpoint.pt")
    model = weights.build(work.weights(), params)
    floats, small = folder / "float.onnx", folder / "model.onnx"
    replace(floats, lambda part: part.write_bytes(model.SerializeToString(deterministic=True)))
    replace(small, lambda part: quantize(floats, part))

    wanted = torch_vectors(params, Teacher(floats, tokenizer, prefix=""), GOLDEN)
    exact = lowest(wanted, Teacher(floats, tokenizer, prefix="").encode(GOLDEN, batch=1))
    vectors = Teacher(small, tokenizer, prefix="").encode(GOLDEN, batch=1)
    quantized = lowest(wanted, vectors)
    content = small.read_bytes()
    report = {
        "file": small.name, "sha256": sha256(content), "bytes": len(content), "layers": weights.depth(params),
        "lowest cosine of float to torch": round(exact, 6), "lowest cosine of int8 to torch": round(quantized, 4),
        "mean cosine of int8 to torch": round(float((wanted * vectors).sum(1).mean()), 4),
    }
    if len(content) > MAX_BYTES or exact < PARITY or quantized < QUANTIZED:
        raise SystemExit(f"not a good model: {report}")
    write_golden(folder / "vectors.jsonl.gz", vectors)
    text = json.dumps(report, indent=1)
    replace(folder / "export.json", lambda part: part.write_text(text))
    floats.unlink()
    return report


def write_golden(path, vectors):
    """Writes lines of kind, text and vector, as in the golden file of the document encoder."""
    rows = [{"kind": "query", "text": t, "vector": [round(float(x), 7) for x in v]} for t, v in zip(GOLDEN, vectors)]
    content = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows).encode()
    replace(path, lambda part: part.write_bytes(gzip.compress(content, mtime=0)))


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--work", type=Path, default=default_work())
    p.add_argument("--tokenizer", required=True)
    p.add_argument("--name", required=True, nargs="+")
    a = p.parse_args()
    torch.set_num_threads(1)
    for name in a.name:
        print(name, json.dumps(export(Work(a.work), name, a.tokenizer)), flush=True)


if __name__ == "__main__":
    main()
