"""Measures the time to encode queries on one thread. Usage: encoder.py MODEL_FOLDER"""
import sys

from encode import QUERY_PREFIX, Encoder
from lines import answer, timed

encoder = Encoder(sys.argv[1], threads=1)


def queries(texts):
    """Returns the seconds to encode each query."""
    return {"seconds": [timed(encoder.encode, [QUERY_PREFIX + t])[1] for t in texts]}


answer(queries=queries)
