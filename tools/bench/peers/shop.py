"""The original's design, to be measured beside: Flask, FAISS IndexFlatL2 over every product, BERT and the log in one process.

The encoder is ours, unpadded, not the original's bert-base padded to 512 tokens, and products and vectors come from
files: what is compared is the serving. The log lies in Firestore where FIRESTORE_EMULATOR_HOST is set, else in memory.
shop.py PORT MODEL_FOLDER PRODUCTS.jsonl VECTORS.f32
"""
import collections
import json
import logging
import os
import random
import sys
import threading

import faiss
import numpy as np
from flask import Flask, jsonify, request

import encode

PORT, MODEL, PRODUCTS, VECTORS = sys.argv[1:]
LATEST = NEAREST = CARD = 3
FOUND = 5

with open(PRODUCTS) as lines:
    products = [json.loads(line) for line in lines]
row = {p["productId"]: i for i, p in enumerate(products)}
index = faiss.IndexFlatL2(384)
index.add(np.fromfile(VECTORS, dtype=np.float32).reshape(-1, 384))
encoder = encode.Encoder(MODEL, threads=1)


class MemoryLog:
    def __init__(self):
        self.lock = threading.Lock()
        self.users = collections.defaultdict(list)

    def add(self, user, what):
        with self.lock:
            self.users[user].append(what)

    def latest(self, user):
        with self.lock:
            return self.users[user][-LATEST:]


class FirestoreLog:
    def __init__(self):
        from google.cloud import firestore

        self.firestore = firestore
        self.interactions = firestore.Client(project=os.environ["GOOGLE_CLOUD_PROJECT"]).collection("interactions")

    def add(self, user, what):
        self.interactions.add({"user": user, "at": self.firestore.SERVER_TIMESTAMP, **what})

    def latest(self, user):
        mine = self.interactions.where(filter=self.firestore.FieldFilter("user", "==", user))
        return [d.to_dict() for d in mine.order_by("at", direction="DESCENDING").limit(LATEST).stream()]


log = FirestoreLog() if os.environ.get("FIRESTORE_EMULATOR_HOST") else MemoryLog()
app = Flask(__name__)


def user():
    return request.headers["Authorization"].removeprefix("Bearer ")


def embed(query):
    return encoder.encode([encode.QUERY_PREFIX + query])[0]


def nearest(vector, k):
    return [products[i] for i in index.search(vector[None], k)[1][0]]


@app.get("/ready")
def ready():
    return "ready"


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
    for what in log.latest(shopper):
        vector = embed(what["query"]) if what["type"] == "search" else index.reconstruct(row[what["productId"]])
        for product in nearest(vector, NEAREST):
            found[product["productId"]] = product
    card = list(found.values())
    random.shuffle(card)
    return jsonify(products=card[:CARD])


logging.getLogger("werkzeug").setLevel(logging.ERROR)
app.run(host="127.0.0.1", port=int(PORT), threaded=True)
