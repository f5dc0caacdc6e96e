"""Tests of the order and the learning rate of a training. They need Python alone."""

import unittest

from distil import schedule


class OfOneLength(unittest.TestCase):
    def test_batches(self):
        self.assertEqual(schedule.of_one_length([5, 3, 5, 3, 5, 9], 2), [[1, 3], [0, 2], [4], [5]])
        self.assertEqual(schedule.of_one_length([], 2), [])


class Order(unittest.TestCase):
    lengths = [3 + i % 9 for i in range(1000)]

    def test_an_epoch_has_each_text_at_most_once(self):
        batches = schedule.order(self.lengths, 32, 1, 0)
        rows = [i for b in batches for i in b]
        self.assertTrue(all(len(b) == 32 for b in batches))
        self.assertEqual(len(rows), len(set(rows)))
        self.assertGreaterEqual(len(rows), 1000 - 31)

    def test_order_depends_on_seed_and_epoch_alone(self):
        self.assertEqual(schedule.order(self.lengths, 32, 1, 0), schedule.order(self.lengths, 32, 1, 0))
        self.assertNotEqual(schedule.order(self.lengths, 32, 1, 0), schedule.order(self.lengths, 32, 1, 1))
        self.assertNotEqual(schedule.order(self.lengths, 32, 1, 0), schedule.order(self.lengths, 32, 2, 0))

    def test_texts_of_a_batch_have_similar_lengths(self):
        spread = [max(self.lengths[i] for i in b) - min(self.lengths[i] for i in b) for b in schedule.order(self.lengths, 32, 1, 0)]
        self.assertLessEqual(sum(spread) / len(spread), 1)


class Rate(unittest.TestCase):
    def test_rises_then_falls(self):
        rates = [schedule.rate(s, 1000, 1e-3) for s in range(1000)]
        self.assertEqual(rates.index(max(rates)), 99)
        self.assertLess(rates[0], 2e-5)
        self.assertLess(rates[-1], 3e-5)
        self.assertGreater(min(rates), 0)

    def test_short_training(self):
        self.assertGreater(schedule.rate(0, 1, 1e-3), 0)


if __name__ == "__main__":
    unittest.main()
