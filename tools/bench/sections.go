package main

import "slices"

// A section describes one scenario in the details of the page.
type section struct {
	scenario string
	title    string
	text     string
}

// sections are in the order of the page. Scenarios that this program no longer measures keep their section,
// because their figures stay recorded.
var sections = []section{
	{"encoder", "Encoding a query", "BERT on one thread, compared with the same model on the same ONNX Runtime in Python."},
	{"bulk", "Embedding products in bulk", "The index-builder's first build, on all cores."},
	{"index", "Searching the index", "One thread, the same index file and queries on both sides. We map the file; Python reads it into memory."},
	{"growth", "Growth with the catalog", "Index and card files, opening and searching, for several catalog sizes."},
	{"build", "Building the index", "The same index type from the same vectors, on all cores."},
	{"rebuild", "Rebuilding after a change", "The whole index-builder after one product in a hundred has changed."},
	{"recommend", "Answering with a card", "Over HTTP, one core, one request at a time, the log in memory."},
	{"search", "Answering a search", "Over HTTP, one core, one request at a time, the log in memory. No query is in the cache."},
	{"suggest", "Suggestions", "Over HTTP, one request at a time, for each beginning of the sample queries."},
	{"changes", "A live catalog", "Over HTTP, with 10,000 products that changed since the snapshot, compared with none. Every search encodes its query."},
	{"flask", "Throughput compared with Flask", "Eight clients. The Flask app has the original's design: an exact index, the same encoder and the log in one process."},
	{"flask-firestore", "Throughput compared with Flask, the log in Firestore", "Eight clients. Both sides keep the log in one Firestore emulator."},
	{"load", "Mixed load", "Of 20 requests, 12 are cards, 4 are searches, 3 are clicks and 1 is a dismissal. Requests arrive at random times."},
	{"events", "Mixed load with events", "The same mixed load while the app reports what its shoppers see, compared with none. The events go to a process of their own."},
	{"coldstart", "Cold start", "From the start of the process to the first card, with the snapshot on disk."},
	{"coldchanges", "Cold start with pending changes", "From the first startup probe of a new process to its first card, with 10,000 new products that the snapshot does not contain, compared with none. The snapshot is on disk, and the changes are in memory."},
	{"coldcache", "Cold page cache", "The first search after the snapshot's files have left the page cache."},
	{"memory", "Memory", "A warm instance that has answered 500 users."},
	{"download", "Downloading a snapshot", "From a local Cloud Storage server, with verification."},
	{"swap", "Swapping a snapshot", "Requests during a swap to a new snapshot."},
}

// sectionOf returns the position of a scenario's section. Unknown scenarios come last.
func sectionOf(scenario string) int {
	if i := slices.IndexFunc(sections, func(s section) bool { return s.scenario == scenario }); i >= 0 {
		return i
	}
	return len(sections)
}

// A headline is one row of the summary. bar labels it in the chart of peers; "" leaves it out of the chart.
type headline struct{ label, bar, scenario, size, figure string }

var headlines = []headline{
	{"Encode a short query, one thread", "encode a query (Python)", "encoder", "", "p50 of a short query, one thread"},
	{"Embed products, all cores", "embed products in bulk (Python)", "bulk", "", "products per second, all cores, fastest batch size"},
	{"Search the index, 100k products", "search an index, 100k (faiss-cpu)", "index", "100k", "p50 of a search"},
	{"Search the index, 1M products", "search an index, 1M (faiss-cpu)", "index", "1M", "p50 of a search"},
	{"Recall@10, 1M products", "", "index", "1M", "recall@10, measured by the builder"},
	{"Build the index, 1M products", "build an index, 1M (faiss-cpu)", "build", "1M", "build from vectors"},
	{"Index file, 10M products", "", "growth", "10M", "index file"},
	{"Rebuild after 1 % changed, 100k products", "", "rebuild", "100k", "rebuild after 1 % of the products changed"},
	{"Card, p50, 1M products", "", "recommend", "1M", "p50 of a card"},
	{"Search, p50, 1M products", "", "search", "1M", "p50 of a search for a few words"},
	{"Cards with 8 clients, 10k products", "cards, 10k (Flask)", "flask", "10k", "cards per second, 8 clients"},
	{"Cards with 8 clients, 1M products", "cards, 1M (Flask)", "flask", "1M", "cards per second, 8 clients"},
	{"Searches with 8 clients, 10k products", "searches, 10k (Flask)", "flask", "10k", "searches per second, 8 clients"},
	{"Searches with 8 clients, 1M products", "searches, 1M (Flask)", "flask", "1M", "searches per second, 8 clients"},
	{"Mixed load with p99 ≤ 50 ms, 100k products", "", "load", "100k", "mixed requests per second with p99 ≤ 50ms and no error"},
	{"Cold start to the first card, 1M products", "", "coldstart", "1M", "process start to first card"},
	{"Anonymous memory of an instance, 1M products", "", "memory", "1M", "anonymous memory, model loaded"},
}
