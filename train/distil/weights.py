"""Reads and writes the weights of a BERT encoder in an ONNX graph. This file needs no torch.

Names of parameters are those of the graph's nodes, such as "encoder.layer.3.attention.self.query.weight".
"""

import re

import numpy as np
import onnx
from onnx import helper, numpy_helper
from onnx.utils import Extractor

LAYER = re.compile(r"encoder\.layer\.(\d+)\.")
OUTPUT = "last_hidden_state"


def initializers(model):
    """Returns parameter name -> (name of the initializer, whether the graph has the transposed matrix).

    An exporter of PyTorch keeps the names of biases and embeddings, but stores a linear layer's matrix as the second
    input of an anonymous MatMul. The node's name then tells which matrix it is.
    """
    names = {i.name for i in model.graph.initializer}
    found = {n: (n, False) for n in names if not n.startswith("onnx::")}
    for node in model.graph.node:
        if node.op_type == "MatMul" and node.input[1] in names:
            found[node.name.strip("/").replace("/MatMul", "").replace("/", ".") + ".weight"] = (node.input[1], True)
    return found


def load(path):
    """Returns the float parameters of a model by name. Matrices have the shape [outputs, inputs]."""
    model = onnx.load(str(path))
    arrays = {i.name: numpy_helper.to_array(i) for i in model.graph.initializer}
    found = {}
    for name, (stored, transposed) in initializers(model).items():
        a = arrays[stored]
        if a.dtype == np.float32 and a.ndim > 0:
            found[name] = np.ascontiguousarray(a.T if transposed else a)
    return found


def take_layers(params, layers):
    """Returns a student's parameters: the embeddings, and the named layers numbered from 0."""
    kept = {n: a for n, a in params.items() if not LAYER.match(n) and "pooler" not in n}
    for new, old in enumerate(layers):
        for n, a in params.items():
            if n.startswith(f"encoder.layer.{old}."):
                kept[n.replace(f"layer.{old}.", f"layer.{new}.", 1)] = a
    return kept


def depth(params):
    """Returns the number of layers."""
    return 1 + max(int(m[1]) for m in map(LAYER.match, params) if m)


def build(graph, params):
    """Returns a model: the graph of a deeper encoder, cut after the last layer of params, with these parameters."""
    model = onnx.load(str(graph))
    places = {i.name: k for k, i in enumerate(model.graph.initializer)}
    for name, (stored, transposed) in initializers(model).items():
        if name in params:
            a = params[name].T if transposed else params[name]
            model.graph.initializer[places[stored]].CopyFrom(numpy_helper.from_array(np.ascontiguousarray(a, np.float32), stored))
    return cut(model, depth(params))


def cut(model, layers):
    """Returns the model without the layers after the first ones. Its output has the name of the original's."""
    marker = f"layer.{layers - 1}/output/LayerNorm/"
    ends = [o for node in model.graph.node for o in node.output if marker in o]
    if not ends:
        raise ValueError(f"the graph has no layer {layers - 1}")
    if any(f"layer.{layers}/" in node.name for node in model.graph.node):
        hidden = model.graph.output[0].type.tensor_type.shape.dim[-1].dim_value or 384
        shape = ["batch_size", "sequence_length", hidden]
        model.graph.value_info.append(helper.make_tensor_value_info(ends[-1], onnx.TensorProto.FLOAT, shape))
        model = Extractor(model).extract_model([i.name for i in model.graph.input], [ends[-1]])
        rename(model, ends[-1], OUTPUT)
    return model


def rename(model, old, new):
    """Renames an output of the graph."""
    for node in model.graph.node:
        for side in (node.input, node.output):
            for j, name in enumerate(side):
                if name == old:
                    side[j] = new
    for o in model.graph.output:
        if o.name == old:
            o.name = new
