"""Builds shoppers' texts from Sources. Each function returns one text and takes all randomness from its argument."""

import re

OPEN_PUNCTUATION = re.compile(r"[()\[\]|,;:]")
REQUEST_START = re.compile(
    r"^(?:(?:hi|hello|hey|i'?m|i am|im|i|can you|could you|please|show me|find me|get me|looking|searching|interested in|"
    r"need(?:ing)?|want(?:ing)?|would like|like|trying|to|buy|find|get|purchase|order|for|an?|the|some|me|my|in)\b[, ]*)+"
)
REQUEST_TAIL = re.compile(
    r",? (?:and |also |with )*(?:price|priced|that (?:is|are|has|have|comes)|it (?:should|must|needs|has)|they|which|"
    r"i (?:would|want|need|prefer|am|like)|make sure|in the|for my)\b.*"
)
STARTS = ("e", "i", "un", "multi", "anti", "micro", "mini", "super", "auto", "bio", "hydro", "poly", "re", "non")
ENDINGS = ("ing", "ed", "er", "ic", "ous", "free", "proof", "less", "ware", "wear", "mate", "pro", "fit", "tech", "lux")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


class Grammar:
    """Makes texts from sources. Equal sources and equal states of rng give equal texts."""

    def __init__(self, sources, rng):
        self.sources = sources
        self.rng = rng
        self.kinds = {
            "thing": (self.thing, 30),
            "branded": (self.branded, 16),
            "model": (self.model, 5),
            "product": (self.product, 11),
            "part": (self.part, 9),
            "description": (self.description, 4),
            "request": (self.request, 9),
            "rare": (self.rare, 12),
            "mixed": (self.mixed, 4),
            "slogan": (self.slogan, 9),
            "joined": (self.joined, 8),
        }

    def text(self):
        """Returns (kind, text)."""
        names = list(self.kinds)
        kind = self.rng.choices(names, [self.kinds[n][1] for n in names])[0]
        return kind, self.case(tidy(self.kinds[kind][0]()))

    def chance(self, p):
        return self.rng.random() < p

    def case(self, text):
        """Most shoppers type lower case."""
        if self.chance(0.8):
            return text.lower()
        return text.title() if self.chance(0.1) else text

    def pick(self, kind):
        """Returns a piece of a kind with its numbers filled in."""
        rng = self.rng
        price = rng.choice((5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 75, 80, 100, 120, 150, 200, 250, 300, 400, 500, 800, 1000))
        values = {
            "price": price,
            "price2": price * 2,
            "age": rng.randint(1, 17),
            "few": rng.choice((2, 3, 4, 5, 6, 8, 10, 12)),
            "shoe": rng.choice(("6", "7", "7.5", "8", "8.5", "9", "9.5", "10", "11", "12", "13")),
            "inch": rng.choice((2, 3, 4, 6, 8, 10, 12, 14, 16, 18, 20, 24, 27, 30, 32, 36, 43, 48, 50, 55, 60, 65, 72, 75, 100)),
            "interest": rng.choice(self.sources.phrases["interest"]),
        }
        piece = rng.choice(self.sources.phrases[kind])
        return re.sub(r"\{(\w+)\}", lambda m: str(values[m[1]]), piece)

    def noun(self):
        """Returns (department, product)."""
        d = self.rng.choice(self.sources.departments)
        return d, self.rng.choice(d.products)

    def plural(self, noun):
        if noun.endswith("s") or not self.chance(0.2):
            return noun
        return noun + ("es" if noun.endswith(("x", "ch", "sh")) else "s")

    def described(self, noun, attributes):
        """Adds attributes, a color, a material and a size before or after the noun."""
        words = [self.plural(noun)]
        if self.chance(0.5):
            words.insert(0, self.rng.choice(attributes))
            if self.chance(0.25):
                words.insert(0, self.rng.choice(attributes))
        if self.chance(0.2):
            words.insert(0, self.pick("color"))
        if self.chance(0.12):
            words.insert(0, self.pick("material"))
        if self.chance(0.15):
            words.insert(0 if self.chance(0.5) else len(words), self.pick("size"))
        if self.chance(0.05):
            self.rng.shuffle(words)
        return " ".join(words)

    def filtered(self, text):
        """Adds a recipient, an occasion, an exclusion, a price or an opening to some texts."""
        r = self.rng.random()
        if r < 0.16:
            text += " for " + self.pick("recipient")
        elif r < 0.26:
            text += " " + self.pick("occasion")
        elif r < 0.33:
            text += self.rng.choice((" without ", " without a ", " no ", " with no ")) + self.pick("without")
        elif r < 0.36:
            text = self.pick("recipient").removeprefix("my ") + " " + text
        elif r < 0.39:
            text += self.rng.choice((" not ", " but not ", " in any color but ", " that is not ")) + self.pick("color")
        elif r < 0.43:
            text += " with " + self.noun()[1]
        if self.chance(0.08):
            text += " " + self.pick("price")
        if self.chance(0.14):
            text = self.rng.choice(self.sources.phrases["opener"]).replace("{}", text)
        return text

    def thing(self):
        department, noun = self.noun()
        return self.filtered(self.described(noun, department.attributes))

    def brand(self):
        """Returns a known brand, or a made-up one that is spelled from pieces of words."""
        if self.chance(0.75):
            return self.rng.choice(self.sources.brands)
        first, second = self.rng.choice(self.sources.rare), self.rng.choice(self.sources.rare)
        return first[: self.rng.randint(2, 4)] + second[-self.rng.randint(2, 4) :]

    def branded(self):
        department, noun = self.noun()
        text = self.described(noun, department.attributes) if self.chance(0.5) else self.plural(noun)
        r = self.rng.random()
        if r < 0.75:
            text = f"{self.brand()} {text}"
        elif r < 0.83:
            text = f"{text} by {self.brand()}"
        elif r < 0.92:
            text = f"{text} for {self.brand()}"
        else:
            text = f"{text} {self.rng.choice(('not', 'like', 'compatible with', 'vs'))} {self.brand()}"
        return self.filtered(text) if self.chance(0.3) else text

    def number(self):
        """Returns a model number such as wh-1000xm4, lp14 or 5820."""
        rng = self.rng
        letters = "".join(rng.choice("abcdefghijklmnoprstuvwxz") for _ in range(rng.randint(1, 3)))
        digits = str(rng.randint(1, 10 ** rng.randint(1, 4)))
        form = rng.choice(("{l}{d}", "{l}-{d}", "{l} {d}", "{d}{l}", "{d}", "{l}{d}{t}", "{d} {t}", "{t} {d}", "{l}-{d}{t}"))
        return form.format(l=letters, d=digits, t=rng.choice(("pro", "max", "plus", "mini", "ultra", "x", "s", "ii", "lite", "air", "gen 2", "series")))

    def model(self):
        noun = self.noun()[1]
        form = self.rng.choice(("{b} {n}", "{b} {n} {t}", "{t} {b} {n}", "{t} for {b} {n}", "{n} {t}", "{b} {t} {n}"))
        return form.format(b=self.brand(), n=self.number(), t=noun)

    def any_product(self):
        return self.rng.choice(self.sources.products)

    def product(self):
        """What a catalog's product is, in other words than its title."""
        p = self.any_product()
        core = p.title.replace(p.brand, "") if p.brand else p.title
        kind = p.category[-1] if p.category else core
        attributes = self.rng.choice(self.sources.departments).attributes
        r = self.rng.random()
        if r < 0.45:
            return self.filtered(core.split(",")[0])
        if r < 0.6:
            return f"{p.brand or self.brand()} {kind}"
        if r < 0.75:
            return self.filtered(f"{p.color or self.pick('color')} {kind}")
        return self.filtered(self.described(kind, attributes))

    def piece(self, text, low, high):
        """Returns neighboring words of the text. Four of ten pieces start at its beginning."""
        words = OPEN_PUNCTUATION.sub(" ", text).split()
        n = self.rng.randint(low, high)
        first = 0 if len(words) <= n or self.chance(0.4) else self.rng.randrange(len(words) - n + 1)
        return " ".join(words[first : first + n])

    def part(self):
        return self.piece(self.any_product().title, 1, 6)

    def description(self):
        sentence = self.rng.choice(SENTENCE_END.split(self.any_product().description))
        return sentence if self.chance(0.1) else self.piece(sentence, 2, 7)

    def request(self):
        text = self.rng.choice(self.sources.requests if self.chance(0.8) else self.sources.searches)
        core = reduced(text)
        r = self.rng.random()
        if r < 0.3:
            return core
        if r < 0.5:
            return self.piece(core, 2, 5)
        if r < 0.75:
            return self.filtered(self.piece(core, 2, 6))
        if r < 0.9:
            return self.piece(text, 3, 9)
        return f"{self.brand()} {self.piece(core, 2, 4)}"

    def rare(self):
        """Pairs words of the vocabulary with products, so that the student sees every word."""
        word, noun = self.rng.choice(self.sources.rare), self.noun()[1]
        r = self.rng.random()
        if r < 0.15:
            return word
        if r < 0.5:
            return f"{word} {noun}"
        if r < 0.62:
            return f"{noun} {word}"
        if r < 0.72:
            return f"{word} {self.rng.choice(self.sources.rare)}"
        if r < 0.82:
            return f"{noun} for {word}"
        return f"{word} {self.rng.choice(self.sources.rare)} {noun}"

    def mixed(self):
        """Two things in one text, as in a set or a comparison."""
        first, second = self.noun()[1], self.noun()[1]
        return first + self.rng.choice((" and ", " with ", " or ", " vs ", " for ", " ")) + second


    def slogan(self):
        """A title or a slogan of general English, alone or as what is printed on a product."""
        words = lambda: self.rng.choice(self.sources.rare) if self.chance(0.6) else self.rng.choice(self.noun()[1].split())
        text = re.sub(r"\{\}", lambda _: words(), self.rng.choice(self.sources.phrases["slogan"]))
        return f"{text} {self.rng.choice(self.sources.phrases['medium'])}" if self.chance(0.75) else text

    def joined(self):
        """Two words in one, or a word with an ending that makes a name of it, beside a product."""
        words = [w for w in self.noun()[1].split() if w.isalpha()][-2:] or ["set"]
        r = self.rng.random()
        if r < 0.35 and len(words) == 2:
            one = "".join(words)
        elif r < 0.75:
            one = self.rng.choice(self.sources.rare)[:6] + words[-1]
        elif r < 0.87:
            one = self.rng.choice(STARTS) + self.rng.choice(self.sources.rare)
        else:
            one = self.rng.choice(self.sources.rare) + self.rng.choice(ENDINGS)
        r = self.rng.random()
        if r < 0.4:
            return one
        noun = self.noun()[1]
        if r < 0.6:
            return f"{noun} {self.rng.choice(('without', 'with no', 'free of', 'not', 'with'))} {one}"
        return f"{one} {noun}" if r < 0.85 else f"{noun} {one}"


def reduced(request):
    """Removes the opening and the added conditions of a request: "i need a red mug that is big" gives "red mug"."""
    core = REQUEST_TAIL.sub("", REQUEST_START.sub("", request.lower().strip()))
    return core.split(". ")[0].strip(" .,") or request


def tidy(text):
    """Collapses spaces and removes punctuation at both ends."""
    return re.sub(r"\s+", " ", text).strip(" ,.-|;:")
