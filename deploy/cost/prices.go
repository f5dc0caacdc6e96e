// Package cost estimates the monthly cost of the shop from the table of functions, a model of a visit and
// Google's list prices. It overestimates: it assumes that requests never share an instance.
package cost

// List prices in US dollars for a region of price tier 1 (europe-west1, us-central1). The source is the
// pricing pages of Cloud Run, Firestore, Firebase Hosting, Cloud Storage, Cloud Logging and BigQuery. Prices change:
// check them before you rely on them.
const (
	perRequest   = 0.40 / 1e6
	perCPUSecond = 0.000024 // while the instance serves a request
	perGiBSecond = 0.0000025
	perJobCPU    = 0.000018 // per second of a job
	perJobGiB    = 0.000002
	perRead      = 0.03 / 1e5
	perWrite     = 0.09 / 1e5
	perDelete    = 0.01 / 1e5
	perGiBStored = 0.15 // per month, in Firestore
	perGBServed  = 0.15 // by Hosting
	perGBBucket  = 0.02 // per month
	perGiBLogged = 0.50

	perGiBStreamed  = 0.05 // into BigQuery
	perGiBAnalytics = 0.02 // per month, in BigQuery

	perGBOfImages = 0.10 // per month, in Artifact Registry
)

// Free quantities per month. Firestore's free quantities are per day, so they are multiplied by 30.
const (
	freeRequests  = 2e6
	freeCPU       = 180_000.0
	freeGiBSecond = 360_000.0
	freeJobCPU    = 240_000.0
	freeJobGiB    = 450_000.0
	freeReads     = 50_000 * 30
	freeWrites    = 20_000 * 30
	freeStored    = 1.0 // GiB
	freeServed    = 10.0
	freeBucket    = 5.0
	freeLogged    = 50.0
	freeAnalytics = 10.0 // GiB in BigQuery
	freeImages    = 0.5
)
