package cost

import (
	"fmt"
	"strconv"
	"strings"

	"shopfyp.dev/functions"
)

// A Level is the traffic and the catalog size of a shop.
type Level struct {
	Name     string
	Visits   float64 // per month
	Products float64
	Changed  float64 // share of the products whose text changes in a day
	Warm     float64 // mean number of instances that serve shoppers
}

// Levels are the levels that docs/cost.md shows.
var Levels = []Level{
	{"a small shop", 10_000, 10_000, .01, .3},
	{"a busy shop", 1_000_000, 100_000, .01, 3},
	{"a large shop", 30_000_000, 1_000_000, .01, 30},
}

// A use is the number of calls of a function in one visit, and the reads and writes of each call in Firestore.
type use struct{ calls, reads, writes float64 }

// cardReads is the usual number of reads for a card: the newest 30 interactions, two dismissals and one purchase. A
// query that finds nothing costs one read too.
const cardReads = 30 + 2 + 1

// visit is an hour in the feed: two searches, four cards, three opened products, an occasional dismissal.
// Each logged interaction triggers one event for embed, which adds the vector of a click. Visits hardly call
// the functions that are not listed.
var visit = map[string]use{
	"search":    {calls: 15, writes: 2.0 / 15}, // two searches, the categories, and suggestions for a dozen letters
	"recommend": {calls: 4, reads: cardReads},
	"similar":   {calls: 3},
	"posts":     {calls: .1, reads: 50}, // Hosting's cache answers nine of ten
	"click":     {calls: 3, reads: 1, writes: 1},
	"dismiss":   {calls: .2, reads: 1, writes: 1},
	"product":   {calls: 3, reads: 1},
	"events":    {calls: 12, writes: .9},
	"history":   {calls: .1, reads: 20},
	"basket":    {calls: 1, reads: 2, writes: .3}, // a few changes and looks in one visit of three; a look reads each product
	"account":   {calls: .001, reads: 100, writes: 100},
	"embed":     {calls: 5.2, reads: 1.6, writes: .6},
}

// perChange is what the function catalog does with a change of a product: it reads the product and its embedding, and
// writes the change. One change in changesPerText has a new text, and thus a new embedding.
var perChange = use{calls: 1, reads: 2, writes: 1 + 1/changesPerText}

// Sizes, times and quantities.
const (
	changesPerText = 5.0                  // changes of a product for each change of its text: prices and availabilities
	pollsPerMonth  = 30 * 24 * 3600 / 5.0 // reads of the changes by an instance that is always in use: CHANGES_EVERY
	rulePolls      = 30 * 24 * 3600 / 3.0 // reads of the version of the rules by such an instance: RULES_EVERY
	readsOfChange  = 3.0                  // reads of a change by an instance: two reads overlap by ten seconds
	billedSeconds  = 0.1                  // minimum billed time of a request
	coldSeconds    = 1.5                  // billed time of a cold start
	coldShare      = 0.01                 // share of requests that wait for a cold start; smaller in a busier shop
	visitBytes     = 400_000.0
	logBytes       = 700.0   // log line of a request
	shopEvents     = 20.0    // per visit: lists and products that were seen, opened and bought, and searches
	shopEventBytes = 1_000.0 // log line of an event, and its row in BigQuery
	keptAnalytics  = 13.0    // months in BigQuery
	eventBytes     = 5_000.0 // interaction with its vector, in Firestore
	interactions   = 5.2     // per visit
	keptMonths     = 6.0     // INTERACTION_TTL: 180 days
	productBytes   = 6_000.0 // product and its embedding, in Firestore
	indexBytes     = 1_200.0 // product in a snapshot: 833 in the index, the rest in its card
	sourceBytes    = 2_200.0 // product with its vector as the last build read it
	keptBuilds     = 3.0
	buildSeconds   = 0.000136 // core seconds to index a product
	readPerSecond  = 5_000.0  // documents that the builder reads per second
	readsByRuns    = 1.2      // reads of a change by the builder: a run reads what is newer than the delta, and reads overlap
	jobCPU         = 4.0
	jobGiB         = 8.0
	runsPerMonth   = 30 * 24 * 4.0 // SCHEDULE: every 15 minutes
	runSeconds     = 12.0          // a run that finds nothing to do: 10 s of start, which Cloud Run bills, and 2 s of work
	buildsPerMonth = 30 * 24.0     // maximum: BUILD_EVERY is an hour
	fullPerMonth   = 30.0 / 7      // builds that read the whole catalog
	sourceSeconds  = 1 / 50_000.0  // seconds to read a product of the last build from the bucket
	clicks         = 3.0           // per visit
	clicksRead     = 200_000.0     // maximum per build: HISTORY_CLICKS
	searches       = 2.0           // per visit
	searchesRead   = 200_000.0     // maximum per build: HISTORY_SEARCHES
	visitsRead     = 200_000.0     // maximum per build: HISTORY_VISITS
	imagesGB       = 3.0
)

// A Line is one line of the bill.
type Line struct {
	What string
	Cost float64 // dollars
}

// Estimate returns the monthly bill.
func Estimate(l Level) []Line {
	requests, cpu, memory, reads, writes := serving(l)
	job := building(l)
	reads += job.reads
	writes += job.writes
	return []Line{
		{"functions: requests", over(requests, freeRequests) * perRequest},
		{"functions: processors", over(cpu, freeCPU) * perCPUSecond},
		{"functions: memory", over(memory, freeGiBSecond) * perGiBSecond},
		{"index builder", over(job.seconds*jobCPU, freeJobCPU)*perJobCPU + over(job.seconds*jobGiB, freeJobGiB)*perJobGiB},
		{"Firestore: reads", over(reads, freeReads) * perRead},
		{"Firestore: writes", over(writes, freeWrites) * perWrite},
		{"Firestore: expired deletes", l.Visits * interactions * perDelete},
		{"Firestore: stored", over((l.Visits*interactions*eventBytes*keptMonths+l.Products*productBytes)/(1<<30), freeStored) * perGiBStored},
		{"Hosting: transfer", over(l.Visits*visitBytes/1e9, freeServed) * perGBServed},
		{"Cloud Storage", over(l.Products*(indexBytes*keptBuilds+sourceBytes)/1e9, freeBucket) * perGBBucket},
		{"Cloud Logging", over((requests*logBytes+l.Visits*shopEvents*shopEventBytes)/(1<<30), freeLogged) * perGiBLogged},
		{"BigQuery: events, unless --no-analytics", analytics(l)},
		{"images", over(imagesGB, freeImages) * perGBOfImages},
	}
}

// analytics returns the monthly cost of the copy of the events in BigQuery, without that of queries.
func analytics(l Level) float64 {
	written := l.Visits * shopEvents * shopEventBytes / (1 << 30)
	return written*perGiBStreamed + over(written*keptAnalytics, freeAnalytics)*perGiBAnalytics
}

func over(used, free float64) float64 { return max(0, used-free) }

// serving returns the monthly use of the functions.
func serving(l Level) (requests, cpu, gib, reads, writes float64) {
	for _, f := range functions.Table() {
		u := visit[f.Name]
		n := l.Visits * u.calls
		if f.Name == "catalog" {
			u, n = perChange, changes(l)
		}
		seconds := n * (billedSeconds + coldShare*coldSeconds)
		requests += n
		cpu += seconds * float64(f.Resources.CPU)
		gib += seconds * gibibytes(f.Resources.Memory)
		reads += n * u.reads
		writes += n * u.writes
	}
	return requests, cpu, gib, reads + reading(l)/perRead, writes
}

// changes returns the monthly number of changes of products.
func changes(l Level) float64 { return l.Products * l.Changed * changesPerText * 30 }

type job struct{ seconds, reads, writes float64 }

// building returns the monthly use of the index builder. A run reads the changes since the last build. If a build is due
// and there are any, it reads what the last build stored in the bucket, and builds. A full build reads every product,
// every embedding and samples of the clicks and searches. Changed texts are embedded by the function catalog. More processors do
// not make reads faster.
func building(l Level) job {
	full := 2*l.Products + min(l.Visits*clicks*keptMonths, clicksRead) + min(l.Visits*searches*keptMonths, searchesRead) + min(l.Visits*(clicks+searches)*keptMonths, visitsRead)
	builds := min(buildsPerMonth, changes(l))
	each := 30 + l.Products*(buildSeconds/jobCPU+sourceSeconds)
	seconds := runsPerMonth*runSeconds + builds*each + fullPerMonth*full/readPerSecond + changes(l)*readsByRuns/readPerSecond
	return job{seconds, runsPerMonth + fullPerMonth*full + changes(l)*readsByRuns, 0}
}

// gibibytes converts "256Mi" or "2Gi".
func gibibytes(memory string) float64 {
	n, err := strconv.ParseFloat(strings.TrimRight(memory, "GMi"), 64)
	switch {
	case err == nil && strings.HasSuffix(memory, "Gi"):
		return n
	case err == nil && strings.HasSuffix(memory, "Mi"):
		return n / 1024
	}
	panic(fmt.Sprintf("cost: memory %q of the table is not in Mi or Gi", memory))
}
