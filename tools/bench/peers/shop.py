"""A shop of the original's design: Flask, FAISS IndexFlatL2 over all products, BERT and the log in one process.

The original pads queries to 512 tokens for bert-base; this shop uses our encoder without padding. It reads products
and vectors from files, because the benchmark compares only serving. It prints its address when it is ready.
Usage: shop.py MODEL_FOLDER PRODUCTS.jsonl VECTORS.f32
"""
import collections
import json
import logging
import random
import sys
import threading

import faiss
import numpy as np
from flask import Flask, jsonify, request
from werkzeug.serving import make_server

import encode

MODEL, PRODUCTS, VECTORS = sys.argv[1:]
LATEST = NEAREST = CARD = 3
FOUND = 5

with open(PRODUCTS) as lines:
    products = [json.loads(line) for line in lines]
row = {p["productId"]: i for i, p in enumerate(products)}
index = faiss.IndexFlatL2(384)
index.add(np.fromfile(VECTORS, dtype=np.float32).reshape(-1, 384))
encoder = encode.Encoder(MODEL, threads=1)


class Log:
    """The interactions of each user, in memory."""

    def __init__(self):
        self.lock = threading.Lock()
        self.users = collections.defaultdict(list)

    def add(self, user, interaction):
        with self.lock:
            self.users[user].append(interaction)

    def latest(self, user):
        with self.lock:
            return self.users[user][-LATEST:]


log = Log()
app = Flask(__name__)


def user():
    return request.headers["Authorization"].removeprefix("Bearer ")


def embed(query):
    return encoder.encode([encode.QUERY_PREFIX + query])[0]


def nearest(vector, k):
    return [products[i] for i in index.search(vector[None], k)[1][0]]


@app.post("/search")
def search():
    query = request.json["query"]
    log.add(user(), {"type": "search", "query": query})
    return jsonify(products=nearest(embed(query), FOUND))


@app.post("/click")
def click():
    product = request.json["productId"]
    if product not in row:
        return jsonify(error="not found"), 404
    log.add(user(), {"type": "click", "productId": product})
    return jsonify(status="ok")


@app.get("/recommend/<shopper>")
def recommend(shopper):
    found = {}
    for interaction in log.latest(shopper):
        vector = embed(interaction["query"]) if interaction["type"] == "search" else index.reconstruct(row[interaction["productId"]])
        for product in nearest(vector, NEAREST):
            found[product["productId"]] = product
    card = list(found.values())
    random.shuffle(card)
    return jsonify(products=card[:CARD])


logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = make_server("127.0.0.1", 0, app, threaded=True)
print(f"127.0.0.1:{server.server_port}", flush=True)
server.serve_forever()
