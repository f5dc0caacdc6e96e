"""Tests of the generator. They need Python alone, and use small sources instead of the data sets."""

import random
import tempfile
import unittest
from pathlib import Path

from distil import generate, sources
from distil.grammar import Grammar, reduced, tidy


def small():
    """Returns sources of two products with the real word lists."""
    products = [
        sources.Product("demo", "Acme Kettle 1.7 L, Red", "Acme", "Red", ["Kitchen", "Kettles"], "Boils fast. It turns itself off."),
        sources.Product("retail_demo", "Oak Desk", category=["furniture", "desks"], description="A solid desk for the home office."),
    ]
    requests = ["i need a red mug that is big", "looking for hiking boots, and price lower than 50.00 dollars"]
    return sources.Sources(products, requests, ["big red mug"], sources.departments(), sources.brands(), sources.phrases(), ["amber", "zebra"])


class Generate(unittest.TestCase):
    def test_equal_seeds_give_equal_texts(self):
        self.assertEqual(generate.generate(small(), 500, 7), generate.generate(small(), 500, 7))
        self.assertNotEqual(generate.generate(small(), 500, 7), generate.generate(small(), 500, 8))

    def test_fewer_texts_are_the_beginning_of_more(self):
        self.assertEqual(generate.generate(small(), 300, 7), generate.generate(small(), 900, 7)[:300])

    def test_texts_are_distinct_and_clean(self):
        texts = [text for _, text in generate.generate(small(), 5000, 1)]
        self.assertEqual(len(set(texts)), 5000)
        for text in texts:
            self.assertEqual(text, tidy(text))
            self.assertFalse(set("{}\t\n|") & set(text), text)
            self.assertLessEqual(len(text), generate.LENGTH[1])

    def test_excluded_texts_do_not_occur(self):
        excluded = {text.lower() for _, text in generate.generate(small(), 1000, 1)[::10]}
        found = {text.lower() for _, text in generate.generate(small(), 1000, 1, excluded)}
        self.assertFalse(found & excluded)

    def test_every_kind_occurs(self):
        kinds = {kind for kind, _ in generate.generate(small(), 3000, 1)}
        self.assertLessEqual(set(Grammar(small(), random.Random(0)).kinds) | {"title", "brand", "category"}, kinds)

    def test_write_is_complete(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "texts.tsv"
            digest = generate.write([("thing", "red mug"), ("brand", "acme")], path)
            self.assertEqual(path.read_text(), "thing\tred mug\nbrand\tacme\n")
            self.assertEqual(len(digest), 64)
            self.assertEqual([p.name for p in Path(folder).iterdir()], ["texts.tsv"])


class Requests(unittest.TestCase):
    def test_reduced(self):
        for request, core in {
            "i need a red mug that is big": "red mug",
            "looking for hiking boots, and price lower than 50.00 dollars": "hiking boots",
            "Can you find me some vegan snacks? it should be crunchy": "vegan snacks?",
            "red mug": "red mug",
        }.items():
            self.assertEqual(reduced(request), core)


class Sources(unittest.TestCase):
    def test_word_lists(self):
        s = small()
        self.assertGreater(sum(len(d.products) for d in s.departments), 1000)
        self.assertIn("black and decker", s.brands)
        self.assertFalse([b for b in s.brands if '"' in b])
        self.assertEqual(
            set(s.phrases), {"opener", "recipient", "interest", "occasion", "without", "color", "size", "price", "material", "slogan", "medium"}
        )
        self.assertTrue(all("{}" in p for p in s.phrases["opener"]))

    def test_demo_catalog(self):
        products = sources.demo()
        self.assertGreater(len(products), 1000)
        self.assertTrue(all(p.title and p.category for p in products))

    def test_judged_requests_of_a_missing_data_set(self):
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(sources.judged(folder), set())
            (Path(folder) / "esci150").mkdir()
            (Path(folder) / "esci150" / "queries.csv").write_text("query_id,query\n1, Red Mug \n")
            self.assertEqual(sources.judged(folder), {"red mug"})


if __name__ == "__main__":
    unittest.main()
