"""Answers each question on standard input with one line of JSON."""
import json
import os
import sys
import time
import traceback


def answer(**operations):
    """Answers questions until the input ends. A question's "op" names the operation."""
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # keeps the output of libraries out of the answers
    for line in sys.stdin:
        question = json.loads(line)
        try:
            reply = operations[question.pop("op")](**question)
        except Exception as fault:
            traceback.print_exc()
            reply = {"error": f"{type(fault).__name__}: {fault}"}
        out.write(json.dumps(reply) + "\n")
        out.flush()


def timed(call, *args):
    """Returns the result of the call and the seconds it took."""
    begun = time.perf_counter()
    result = call(*args)
    return result, time.perf_counter() - begun
