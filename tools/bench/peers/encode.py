"""Encodes texts with our model file on ONNX Runtime, with Hugging Face's tokenizers."""
import numpy as np
import onnxruntime as ort
from tokenizers import Tokenizer

QUERY_PREFIX = "Represent this sentence for searching relevant passages: "
MAX_TOKENS = 512


class Encoder:
    def __init__(self, folder, threads):
        self.tokens = Tokenizer.from_file(f"{folder}/tokenizer.json")
        self.tokens.enable_truncation(MAX_TOKENS)
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = ort.InferenceSession(f"{folder}/model.onnx", options, providers=["CPUExecutionProvider"])

    def encode(self, texts):
        """Encodes texts in one batch, padded to the longest text."""
        if len(texts) == 1:
            self.tokens.no_padding()
        else:
            self.tokens.enable_padding()
        encoded = self.tokens.encode_batch(texts) if len(texts) > 1 else [self.tokens.encode(texts[0])]
        ids = np.array([e.ids for e in encoded], dtype=np.int64)
        mask = np.array([e.attention_mask for e in encoded], dtype=np.int64)
        hidden = self.session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)})[0]
        first = hidden[:, 0]
        return first / np.linalg.norm(first, axis=1, keepdims=True)
