"""Tests of the parts that need torch or onnx. They are skipped where these are not installed, as in CI."""

import argparse
import tempfile
import unittest
from pathlib import Path

try:
    import numpy as np
    import onnx
    import torch
    from onnx import TensorProto, helper, numpy_helper

    from distil import bert, layers, teacher, train, weights
    from distil.paths import Work
except ImportError as missing:
    raise unittest.SkipTest(str(missing))

HIDDEN = 24


def params(layers, seed=0):
    """Returns random parameters of an encoder with 12 heads of two elements."""
    rng = np.random.default_rng(seed)
    matrix = lambda *shape: rng.normal(0, 0.2, shape).astype(np.float32)
    found = {
        "embeddings.word_embeddings.weight": matrix(50, HIDDEN),
        "embeddings.position_embeddings.weight": matrix(16, HIDDEN),
        "embeddings.token_type_embeddings.weight": matrix(2, HIDDEN),
    }
    shapes = {f"attention.self.{p}": (HIDDEN, HIDDEN) for p in ("query", "key", "value")}
    shapes |= {"attention.output.dense": (HIDDEN, HIDDEN), "intermediate.dense": (48, HIDDEN), "output.dense": (HIDDEN, 48)}
    norms = ["embeddings.LayerNorm"]
    for i in range(layers):
        for name, shape in shapes.items():
            found[f"encoder.layer.{i}.{name}.weight"], found[f"encoder.layer.{i}.{name}.bias"] = matrix(*shape), matrix(shape[0])
        norms += [f"encoder.layer.{i}.attention.output.LayerNorm", f"encoder.layer.{i}.output.LayerNorm"]
    for name in norms:
        found[name + ".weight"], found[name + ".bias"] = 1 + matrix(HIDDEN), matrix(HIDDEN)
    return found


class Encoder(unittest.TestCase):
    def test_padding_does_not_change_a_vector(self):
        p = {n: torch.from_numpy(a) for n, a in params(2).items()}
        alone = bert.encode(p, torch.tensor([[1, 7, 2]]), torch.ones(1, 3), 2)
        padded = bert.encode(p, torch.tensor([[1, 7, 2, 0, 0], [1, 3, 4, 5, 2]]), torch.tensor([[1, 1, 1, 0, 0], [1, 1, 1, 1, 1]]), 2)
        self.assertTrue(torch.allclose(alone[0], padded[0], atol=1e-6))
        self.assertAlmostEqual(padded.norm(dim=1).mean().item(), 1, places=5)


class Layers(unittest.TestCase):
    def test_take_layers(self):
        all_layers = params(4)
        student = weights.take_layers(all_layers, [0, 3])
        self.assertEqual(weights.depth(student), 2)
        name = "encoder.layer.{}.output.dense.weight"
        self.assertTrue((student[name.format(1)] == all_layers[name.format(3)]).all())
        self.assertIn(bert.WORDS, student)


    def test_eliminate_removes_a_layer_that_does_nothing(self):
        p = {n: torch.from_numpy(a) for n, a in params(4).items()}
        for name in p:  # a layer whose outputs are 0 adds nothing to what it normalizes
            if name.startswith("encoder.layer.2."):
                p[name] = torch.zeros_like(p[name]) if "LayerNorm" not in name else torch.full_like(p[name], float(name.endswith("weight")))
            elif "output.LayerNorm" in name:  # so that the others leave normalized states
                p[name] = torch.full_like(p[name], float(name.endswith("weight")))
        ids = [[1, 5 + i, 2] for i in range(8)]
        tokens, mask = train.pad(ids)
        wanted = bert.encode(p, tokens, mask, 4)
        (value, kept), = layers.eliminate(p, 3, [(ids, wanted)])
        self.assertEqual(kept, [0, 1, 3])
        self.assertAlmostEqual(value, 1, places=4)


class Graph(unittest.TestCase):
    def graph(self):
        """Returns the path of a graph of two layers, each a product with a matrix."""
        names = [f"/encoder/layer.{i}/output/LayerNorm/Mul" for i in range(2)]
        nodes = [
            helper.make_node("MatMul", ["x", "onnx::MatMul_1"], [names[0] + "_output"], name="/encoder/layer.0/output/LayerNorm/MatMul"),
            helper.make_node("MatMul", [names[0] + "_output", "onnx::MatMul_2"], ["last_hidden_state"], name="/encoder/layer.1/output/LayerNorm/MatMul"),
        ]
        value = lambda name: helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", "length", 3])
        stored = [numpy_helper.from_array(np.arange(9, dtype=np.float32).reshape(3, 3) * k, f"onnx::MatMul_{k}") for k in (1, 2)]
        model = helper.make_model(helper.make_graph(nodes, "g", [value("x")], [value("last_hidden_state")], stored))
        path = Path(self.folder.name) / "model.onnx"
        onnx.save(model, str(path))
        return path

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def test_build_cuts_and_transposes(self):
        path, name = self.graph(), "encoder.layer.0.output.LayerNorm.weight"
        loaded = weights.load(path)
        self.assertEqual(loaded[name][0, 1], 3)  # transposed
        built = weights.build(path, {name: loaded[name] * 5})
        self.assertEqual([n.name for n in built.graph.node], ["/encoder/layer.0/output/LayerNorm/MatMul"])
        self.assertEqual(built.graph.output[0].name, weights.OUTPUT)
        self.assertEqual(numpy_helper.to_array(built.graph.initializer[0])[0, 1], 5)

    def test_missing_layer(self):
        with self.assertRaises(ValueError):
            weights.cut(onnx.load(str(self.graph())), 7)


class Resume(unittest.TestCase):
    arguments = argparse.Namespace(seed=1, rate=1e-3)

    def learn(self, t, steps):
        rng = np.random.default_rng(t.step)
        for _ in range(steps):
            wanted = torch.nn.functional.normalize(torch.from_numpy(rng.normal(size=(4, HIDDEN)).astype(np.float32)), dim=-1)
            t.learn([[1, 5 + i, 2] for i in range(4)], wanted, 1e-3)

    def test_a_resumed_training_ends_with_the_same_weights(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "checkpoint.pt"
            whole = train.Training(self.arguments, params(2))
            self.learn(whole, 3)
            whole.save(path)
            self.learn(whole, 3)
            resumed = train.Training(self.arguments, params(2, seed=9))
            resumed.load(path)
            self.assertEqual(resumed.step, 3)
            self.learn(resumed, 3)
        for name, p in whole.params.items():
            self.assertTrue(torch.equal(p, resumed.params[name]), name)


class Shards(unittest.TestCase):
    def test_a_shard_of_other_texts_is_not_used(self):
        with tempfile.TemporaryDirectory() as folder:
            work, texts = Work(Path(folder)), ["a", "b"]
            self.assertIsNone(teacher.load_shard(work, texts, 0))
            work.vectors(0).parent.mkdir()
            np.savez(work.vectors(0), vectors=np.ones((2, 3), np.float16), digest=teacher.digest(texts))
            self.assertEqual(teacher.load_shard(work, texts, 0).shape, (2, 3))
            self.assertIsNone(teacher.load_shard(work, ["a", "c"], 0))


if __name__ == "__main__":
    unittest.main()
