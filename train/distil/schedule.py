"""Batches, the order of a training and its learning rate. Order and rate depend on the seed and the step alone, so a training resumes exactly."""

import random


def of_one_length(lengths, size):
    """Returns lists of at most size indexes of equal length, shortest first."""
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i], i))
    found = []
    for i in order:
        if not found or len(found[-1]) == size or lengths[found[-1][0]] != lengths[i]:
            found.append([])
        found[-1].append(i)
    return found


def order(lengths, batch, seed, epoch, window=40):
    """Returns the batches of an epoch as lists of indexes. An incomplete last batch is left out.

    Texts of a batch have similar lengths: windows of random texts are sorted by length and cut into batches.
    """
    rng = random.Random(f"{seed} {epoch}")
    indexes = list(range(len(lengths)))
    rng.shuffle(indexes)
    found = []
    for first in range(0, len(indexes), batch * window):
        part = sorted(indexes[first : first + batch * window], key=lambda i: lengths[i])
        found += [part[i : i + batch] for i in range(0, len(part) - batch + 1, batch)]
    rng.shuffle(found)
    return found


def rate(step, steps, peak):
    """Returns the learning rate: a linear rise over the first tenth (at most 200 steps), then a linear fall to almost 0."""
    warm = min(200, max(1, steps // 10))
    return peak * min(1, (step + 1) / warm) * (0.02 + 0.98 * (1 - step / steps))
