"""What the peers share: questions come as lines of JSON, each is answered by a line of JSON."""
import json
import os
import sys
import time
import traceback


def answer(**operations):
    """Answers until there are no more questions; a question's "op" names the operation."""
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # what libraries print must not get between the answers
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
    """The call's result, and the seconds it took."""
    begun = time.perf_counter()
    result = call(*args)
    return result, time.perf_counter() - begun


def peak_bytes():
    """The most memory that this process has had."""
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
