package corpus

// ShortQueries are typical search queries of a few words.
var ShortQueries = []string{
	"bluetooth speaker", "running shoes", "usb c cable", "ben 10 toys", "coffee grinder", "winter jacket women", "gaming mouse",
	"baby monitor", "yoga mat", "desk lamp", "wireless earbuds", "kids backpack", "water bottle", "cast iron pan", "phone case",
	"garden hose", "dog bed", "board game for two", "electric toothbrush", "noise cancelling headphones", "led strip lights",
	"men's wallet", "protein powder", "air fryer", "acoustic guitar", "mechanical keyboard", "hiking boots", "face cream",
	"birthday card", "camping tent", "smart watch", "office chair", "rice cooker", "sunglasses", "travel pillow", "paint brushes",
	"drill bits", "monitor stand", "puzzle 1000 pieces", "green tea",
}

// Sentences are queries that shoppers phrase as a sentence.
var Sentences = []string{
	"I want to buy shoes for my 10-year-old son who likes Ben 10",
	"I need wireless headphones with noise cancelling for long flights under 200 dollars",
	"looking for a birthday present for a friend who drinks a lot of coffee",
	"a waterproof jacket that is light enough to carry on a hiking trip in the mountains",
	"please show me a desk lamp that does not take much space on a small table",
	"my daughter starts school this autumn and needs a backpack that is easy to clean",
	"something to keep my dog busy while I am working from home during the day",
	"I would like a mechanical keyboard that is quiet enough for an open office",
	"a set of pans that also works on an induction cooker and in the oven",
	"which speaker can I use in the garden when it rains now and then",
}
