package functions

import (
	"context"
	"time"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/event"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/staff"
)

// A Function is one deployed function. An HTTP function has Routes, an event function has an Event.
type Function struct {
	Name      string // Cloud Run service name and FUNCTION_TARGET; lower case, no underscores
	Routes    []Route
	Event     *FirestoreEvent // trigger of an event function
	Resources Resources
	Roles     []string // minimum project roles of the service account
	Bucket    string   // role of the service account on the bucket of snapshots; "" if it has none
	Engine    bool     // reports whether the function searches or writes the search engine, if INDEX is set

	handler func(*wire.App) event.Handler            // returns the handler of an event function
	warm    []func(*wire.App, context.Context) error // loads that /ready starts after it opened the clients
}

// A Route is one API call of an HTTP function. Calls with the same dependencies share a function.
type Route struct {
	Pattern   string // method and full path, "POST /api/search"
	OwnLimits bool   // calls do not use up the rate limits of the function's other routes

	Anonymous bool // also answers calls without an ID token, for which it reads and logs nothing
	Public    bool // answers everybody alike, without reading tokens; browsers and Hosting cache the responses

	Role staff.Role // the least role of the caller, who is a member of the staff; "" lets all users call

	Backend bool // also answers calls of the shop's backend, which identifies itself as a service account

	open func(*wire.App) api.Endpoint
}

// A FirestoreEvent is the trigger of an event function. Deploy it with retries on.
type FirestoreEvent struct {
	Type     string // CloudEvents type
	Document string // document path pattern, "users/{userId}/interactions/{interactionId}"
}

// Resources are the limits of one instance of a function.
type Resources struct {
	Memory       string // "512Mi"
	CPU          int
	Concurrency  int // maximum concurrent requests
	MaxInstances int
	Timeout      time.Duration // request timeout of the platform; REQUEST_TIMEOUT is shorter
	Native       bool          // reports whether the upload needs native/out: the model, ONNX Runtime and FAISS
}

// MaxEventAge is the age above which events are dropped. Eventarc stops its retries at the same age.
const MaxEventAge = 24 * time.Hour

// Resources by kind of function: small ones only call Firestore, encoding ones also run the model, and indexed
// ones also map the index.
var (
	small    = Resources{Memory: "256Mi", CPU: 1, Concurrency: 80, MaxInstances: 20, Timeout: 15 * time.Second}
	encoding = Resources{Memory: "512Mi", CPU: 1, Concurrency: 8, MaxInstances: 20, Timeout: time.Minute, Native: true}
	indexed  = Resources{Memory: "2Gi", CPU: 2, Concurrency: 40, MaxInstances: 20, Timeout: 30 * time.Second, Native: true}
)

// Firestore roles.
const (
	reads  = "roles/datastore.viewer"
	writes = "roles/datastore.user" // includes reads
)

// Cloud Storage roles on the bucket of snapshots.
const (
	readsSnapshots   = "roles/storage.objectViewer"
	changesSnapshots = "roles/storage.objectUser" // to make another one current
)

// Firebase Auth roles.
const (
	looksUpUsers = "roles/firebaseauth.viewer" // to reject deleted and disabled users
	removesUsers = "roles/firebaseauth.admin"  // includes lookups
)

// Table returns all deployed functions.
func Table() []Function {
	return []Function{
		{
			// The search page asks for categories and suggestions first, which warms the instance that then serves the search.
			Name: "search", Resources: indexed, Roles: []string{writes, looksUpUsers}, Bucket: readsSnapshots, Engine: true,
			Routes: []Route{
				{Pattern: "POST /api/search", open: openSearch, Anonymous: true},
				{Pattern: "GET /api/categories", open: openCategories, Anonymous: true},
				{Pattern: "GET /api/suggest", open: openSuggest, OwnLimits: true, Anonymous: true}, // one call for every few letters
			},
			warm: []func(*wire.App, context.Context) error{(*wire.App).LoadIndex, (*wire.App).LoadEncoder},
		},
		{
			Name: "recommend", Resources: indexed, Roles: []string{reads, looksUpUsers}, Bucket: readsSnapshots, Engine: true,
			Routes: []Route{
				{Pattern: "GET /api/recommend/{userId}", open: openRecommend},
				{Pattern: "GET /api/popular", open: openPopular, Anonymous: true},
			},
			warm: []func(*wire.App, context.Context) error{(*wire.App).LoadIndex}, // most cards need no model: the log has the vectors
		},
		{
			Name: "similar", Resources: indexed, Roles: []string{reads, looksUpUsers}, Bucket: readsSnapshots, Engine: true, // reads the changes of the catalog
			Routes: []Route{{Pattern: "GET /api/similar/{productId}", open: openSimilar, Anonymous: true}},
			warm:   []func(*wire.App, context.Context) error{(*wire.App).LoadIndex},
		},
		{Name: "click", Routes: []Route{{Pattern: "POST /api/click", open: openClick}}, Resources: small, Roles: []string{writes, looksUpUsers}},
		{Name: "dismiss", Routes: []Route{{Pattern: "POST /api/dismiss", open: openDismiss}}, Resources: small, Roles: []string{writes, looksUpUsers}},
		{
			Name: "product", Resources: indexed, Roles: []string{reads, looksUpUsers}, Bucket: readsSnapshots, Engine: true, // the index knows the variants of a product
			Routes: []Route{{Pattern: "GET /api/product/{productId}", open: openProduct, Anonymous: true}},
			warm:   []func(*wire.App, context.Context) error{(*wire.App).LoadIndex},
		},
		{
			// Hosting's cache answers most of these calls.
			Name: "posts", Resources: small, Roles: []string{reads},
			Routes: []Route{
				{Pattern: "GET /api/posts", open: openPosts, Public: true},
				{Pattern: "GET /api/posts/{postId}", open: openPost, Public: true},
			},
		},
		{
			Name: "history", Resources: small, Roles: []string{writes, looksUpUsers},
			Routes: []Route{
				{Pattern: "GET /api/history", open: openHistory},
				{Pattern: "DELETE /api/history", open: openForgetAll},
				{Pattern: "DELETE /api/history/{interactionId}", open: openForget},
			},
		},
		{
			Name: "events", Resources: small, Roles: []string{writes, looksUpUsers},
			Routes: []Route{{Pattern: "POST /api/events", open: openEvents, Anonymous: true}},
		},
		{
			Name: "basket", Resources: small, Roles: []string{writes, looksUpUsers},
			Routes: []Route{
				{Pattern: "GET /api/basket", open: openReadBasket},
				{Pattern: "POST /api/basket", open: openChangeBasket},
				{Pattern: "POST /api/purchases", open: openPurchases, Backend: true},
			},
		},
		{
			// For the people who run the shop. It has the index, because it shows products as the system sees them.
			Name: "console", Resources: indexed, Roles: []string{writes, looksUpUsers}, Bucket: changesSnapshots, Engine: true,
			Routes: []Route{
				{Pattern: "GET /api/admin/me", Role: staff.Viewer, open: openMe},
				{Pattern: "GET /api/admin/status", Role: staff.Viewer, open: openStatus},
				{Pattern: "GET /api/admin/figures", Role: staff.Viewer, open: openFigures},
				{Pattern: "GET /api/admin/hours", Role: staff.Viewer, open: openHours},
				{Pattern: "GET /api/admin/searches", Role: staff.Viewer, open: openSearches},
				{Pattern: "GET /api/admin/live", Role: staff.Viewer, open: openLiveEvents},
				{Pattern: "GET /api/admin/products", Role: staff.Viewer, open: openFindProducts},
				{Pattern: "GET /api/admin/products/{productId}", Role: staff.Viewer, open: openAdminProduct},
				{Pattern: "POST /api/admin/products/{productId}", Role: staff.Editor, open: openEditProduct},
				{Pattern: "GET /api/admin/indexes", Role: staff.Viewer, open: openIndexes},
				{Pattern: "POST /api/admin/indexes/current", Role: staff.Owner, open: openActivate},
				{Pattern: "GET /api/admin/changes", Role: staff.Owner, open: openStaffChanges},
				{Pattern: "GET /api/admin/experiments", Role: staff.Viewer, open: openListExperiments},
				{Pattern: "POST /api/admin/experiments", Role: staff.Editor, open: openCreateExperiment},
				{Pattern: "PUT /api/admin/experiments/{experimentId}", Role: staff.Editor, open: openChangeExperiment},
				{Pattern: "POST /api/admin/experiments/{experimentId}/ramp", Role: staff.Editor, open: openRampExperiment},
				{Pattern: "POST /api/admin/experiments/{experimentId}/start", Role: staff.Editor, open: openStartExperiment},
				{Pattern: "POST /api/admin/experiments/{experimentId}/stop", Role: staff.Editor, open: openStopExperiment},
				{Pattern: "GET /api/admin/experiments/{experimentId}/results", Role: staff.Viewer, open: openResults},
				{Pattern: "GET /api/admin/rules", Role: staff.Viewer, open: openRules},
				{Pattern: "PUT /api/admin/rules/{ruleId}", Role: staff.Editor, open: openPutRule},
				{Pattern: "DELETE /api/admin/rules/{ruleId}", Role: staff.Editor, open: openDeleteRule},
				{Pattern: "POST /api/admin/preview", Role: staff.Editor, open: openPreview},
			},
			warm: []func(*wire.App, context.Context) error{(*wire.App).LoadIndex},
		},
		{
			// A separate function, because no other service account may delete users.
			Name: "account", Resources: small, Roles: []string{writes, removesUsers},
			Routes: []Route{
				{Pattern: "DELETE /api/account", open: openDeleteAccount},
				{Pattern: "POST /api/account/merge", open: openMergeAccount},
			},
			warm: []func(*wire.App, context.Context) error{(*wire.App).OpenUsers},
		},
		{
			Name:      "embed",
			Event:     &FirestoreEvent{Type: event.Created, Document: "users/{userId}/interactions/{interactionId}"},
			Resources: encoding, Roles: []string{writes}, handler: openEmbed,
		},
		{
			Name:      "catalog",
			Event:     &FirestoreEvent{Type: event.Written, Document: "products/{productId}"},
			Resources: encoding, Roles: []string{writes}, Engine: true, handler: openCatalog,
		},
	}
}
