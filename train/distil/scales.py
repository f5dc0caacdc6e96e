"""Replaces the dynamic scales of the activations of an int8 encoder by constants, and compares both encoders.

    python -m distil.scales --model model.onnx --tokenizer tokenizer.json --data ../../shared/data --out static.onnx

A dynamic scale covers the largest activation of a whole batch, so a vector depends on the other texts of its batch. A
constant scale comes from texts of the demo catalog: the 5th percentile of their smallest activations, and the 95th of their
largest. Activations beyond it are clipped. The weights stay as they are.
"""

import argparse
import gzip
import json
import time
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper

from distil.paths import DIM
from distil.teacher import Teacher

DEMO = Path(__file__).parents[2] / "tools/demo/data/products.jsonl"
LEVELS = 255  # of an unsigned byte
PERCENTILE = 95
BATCH = 8
ROUNDS = 3


def product_text(product):
    fields = [product.get(name) or "" for name in ("title", "brand", "color", "description")]
    return " ".join(f for f in fields if f)


def dynamic_inputs(model):
    """Returns the names of the tensors that the model quantizes with a dynamic scale, without repetition."""
    return list(dict.fromkeys(n.input[0] for n in model.graph.node if n.op_type == "DynamicQuantizeLinear"))


def ranges(model, encoder, texts):
    """Returns for each quantized tensor the smallest and the largest value in each text, as {name: (lows, highs)}."""
    watched = onnx.ModelProto()
    watched.CopyFrom(model)
    names = dynamic_inputs(model)
    del watched.graph.output[:]
    watched.graph.output.extend(helper.make_tensor_value_info(n, onnx.TensorProto.FLOAT, None) for n in names)
    session = onnxruntime.InferenceSession(watched.SerializeToString(), providers=["CPUExecutionProvider"])
    found = {n: ([], []) for n in names}
    for e in encoder.tokenizer.encode_batch(texts):
        for name, values in zip(names, session.run(names, feed([e.ids]))):
            found[name][0].append(float(values.min()))
            found[name][1].append(float(values.max()))
    return found


def scale_of(lows, highs):
    """Returns the scale and the zero point that cover the usual range, which includes 0."""
    low = min(0.0, float(np.percentile(lows, 100 - PERCENTILE)))
    high = max(0.0, float(np.percentile(highs, PERCENTILE)))
    scale = np.float32((high - low) / LEVELS)
    return scale, np.uint8(np.clip(round(-low / scale), 0, LEVELS))


def with_constant_scales(model, found):
    """Returns the model with a QuantizeLinear of constant scale in place of each DynamicQuantizeLinear."""
    static = onnx.ModelProto()
    static.CopyFrom(model)
    nodes = []
    for n in model.graph.node:
        if n.op_type != "DynamicQuantizeLinear":
            nodes.append(n)
            continue
        constants = dict(zip(n.output[1:], scale_of(*found[n.input[0]])))
        static.graph.initializer.extend(numpy_helper.from_array(np.array(v), name) for name, v in constants.items())
        nodes.append(helper.make_node("QuantizeLinear", [n.input[0], *n.output[1:]], n.output[:1], name=n.name))
    del static.graph.node[:]
    static.graph.node.extend(nodes)
    return static


def feed(ids):
    """Returns the inputs for texts, padded to the longest."""
    padded = np.zeros((len(ids), max(map(len, ids))), np.int64)
    mask = np.zeros_like(padded)
    for row, text in enumerate(ids):
        padded[row, : len(text)], mask[row, : len(text)] = text, 1
    return {"input_ids": padded, "attention_mask": mask, "token_type_ids": np.zeros_like(padded)}


def encode(encoder, texts, batch):
    """Returns the unit vectors of texts, in batches of similar length, and the texts encoded per second."""
    ids = [e.ids for e in encoder.tokenizer.encode_batch(texts)]
    order = sorted(range(len(ids)), key=lambda r: len(ids[r]))
    vectors, start = np.empty((len(ids), DIM), np.float32), time.perf_counter()
    for at in range(0, len(order), batch):
        rows = order[at : at + batch]
        vectors[rows] = encoder.session.run(None, feed([ids[r] for r in rows]))[0][:, 0]
    rate = len(ids) / (time.perf_counter() - start)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True), rate


def cosines(a, b):
    c = (a * b).sum(1)
    return f"lowest {c.min():.4f}, mean {c.mean():.4f}"


def compare(dynamic, static, texts):
    single, _ = encode(dynamic, texts, 1)
    alone, _ = encode(static, texts, 1)
    print(f"{len(texts)} texts, one at a time: cosine of constant to dynamic scales: {cosines(alone, single)}")
    print(f"  in batches of {BATCH} to one at a time: dynamic {cosines(encode(dynamic, texts, BATCH)[0], single)}; "
          f"constant {cosines(encode(static, texts, BATCH)[0], alone)}")
    for name, encoder, batch in [("dynamic", dynamic, 1), ("dynamic", dynamic, BATCH), ("constant", static, 1), ("constant", static, BATCH)]:
        rates = [encode(encoder, texts, batch)[1] for _ in range(ROUNDS)]
        print(f"  {name} scales, batches of {batch}: {np.median(rates):.0f} texts a second")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--model", required=True)
    p.add_argument("--tokenizer", required=True)
    p.add_argument("--data", type=Path, required=True, help="folder of the judged data, whose products test the result")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--calibrate", type=int, default=200, help="texts of the demo catalog")
    p.add_argument("--test", type=int, default=400, help="products of esci150")
    a = p.parse_args()
    demo = [product_text(json.loads(line)) for line in DEMO.read_text().splitlines()]
    rng = np.random.default_rng(1)
    chosen = [demo[i] for i in rng.permutation(len(demo))[: a.calibrate]]
    model, dynamic = onnx.load(a.model), Teacher(a.model, a.tokenizer)
    onnx.save(with_constant_scales(model, ranges(model, dynamic, chosen)), a.out)
    static = Teacher(a.out, a.tokenizer)
    with gzip.open(a.data / "esci150/products.jsonl.gz", "rt") as f:
        products = [json.loads(line) for line in f]
    products = [products[i] for i in rng.permutation(len(products))[: a.test]]
    compare(dynamic, static, [product_text(p) for p in products])
    compare(dynamic, static, [p["title"] for p in products])


if __name__ == "__main__":
    main()
