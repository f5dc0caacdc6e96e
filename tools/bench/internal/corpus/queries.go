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
