package functions

import (
	"context"
	"time"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/event"
	"shopfyp.dev/functions/internal/wire"
)

// A Function is one thing that is deployed: an HTTP function has Routes, an event function an Event.
type Function struct {
	Name      string // of the Cloud Run service and FUNCTION_TARGET: lower case, no underscores
	Routes    []Route
	Event     *FirestoreEvent // what triggers it
	Resources Resources
	Roles     []string // of its service account, on the project; the least that it needs
	Snapshots bool     // its service account reads the bucket

	handler func(*wire.App) event.Handler            // of an event function
	warm    []func(*wire.App, context.Context) error // what /ready loads besides the clients
}

// A Route is one call of an HTTP function. Calls that share what they need share a function.
type Route struct {
	Pattern string // "POST /api/search": the whole path, as Firebase Hosting sends it

	open func(*wire.App) api.Endpoint
}

// A FirestoreEvent is the trigger of an event function. Its delivery is to be retried.
type FirestoreEvent struct {
	Type     string // of the CloudEvents
	Document string // pattern of the documents, "users/{userId}/interactions/{interactionId}"
}

// Resources are what the platform gives one instance of a function.
type Resources struct {
	Memory       string // "512Mi"
	CPU          int
	Concurrency  int // requests at a time
	MaxInstances int
	Timeout      time.Duration // of a request, enforced by the platform; the function's own is shorter
	Native       bool          // the upload must hold native/out: the model, ONNX Runtime, FAISS
}

// MaxEventAge is how old an event may be: as old as Eventarc's retries go on.
const MaxEventAge = 24 * time.Hour

// What instances are given: who only talks to Firestore, who also runs the model, who also maps the index.
var (
	small    = Resources{Memory: "256Mi", CPU: 1, Concurrency: 80, MaxInstances: 20, Timeout: 15 * time.Second}
	encoding = Resources{Memory: "512Mi", CPU: 1, Concurrency: 8, MaxInstances: 20, Timeout: time.Minute, Native: true}
	indexed  = Resources{Memory: "2Gi", CPU: 2, Concurrency: 40, MaxInstances: 20, Timeout: 30 * time.Second, Native: true}
)

// What a function may do with Firestore.
const (
	reads  = "roles/datastore.viewer"
	writes = "roles/datastore.user" // and reads
)

// What a function may do with the users of Firebase Auth.
const (
	looksUpUsers = "roles/firebaseauth.viewer" // who calls may be there no more
	removesUsers = "roles/firebaseauth.admin"  // and looks them up
)

// Table returns everything that is deployed.
func Table() []Function {
	return []Function{
		{
			// What suggests and what searches are one function: who opens the search page warms what answers next.
			Name: "search", Resources: indexed, Roles: []string{writes, looksUpUsers}, Snapshots: true,
			Routes: []Route{{"POST /api/search", openSearch}, {"GET /api/categories", openCategories}},
			warm:   []func(*wire.App, context.Context) error{(*wire.App).LoadIndex, (*wire.App).LoadEncoder},
		},
		{
			Name: "recommend", Resources: indexed, Roles: []string{reads, looksUpUsers}, Snapshots: true,
			Routes: []Route{{"GET /api/recommend/{userId}", openRecommend}},
			warm:   []func(*wire.App, context.Context) error{(*wire.App).LoadIndex}, // the model only where the log lacks a vector
		},
		{
			Name: "similar", Resources: indexed, Roles: []string{looksUpUsers}, Snapshots: true,
			Routes: []Route{{"GET /api/similar/{productId}", openSimilar}},
			warm:   []func(*wire.App, context.Context) error{(*wire.App).LoadIndex},
		},
		{Name: "click", Routes: []Route{{"POST /api/click", openClick}}, Resources: small, Roles: []string{writes, looksUpUsers}},
		{Name: "dismiss", Routes: []Route{{"POST /api/dismiss", openDismiss}}, Resources: small, Roles: []string{writes, looksUpUsers}},
		{Name: "product", Routes: []Route{{"GET /api/product/{productId}", openProduct}}, Resources: small, Roles: []string{reads, looksUpUsers}},
		{
			Name: "history", Resources: small, Roles: []string{writes, looksUpUsers},
			Routes: []Route{
				{"GET /api/history", openHistory},
				{"DELETE /api/history", openForgetAll},
				{"DELETE /api/history/{interactionId}", openForget},
			},
		},
		{
			// Alone, because nothing else may delete users.
			Name: "account", Resources: small, Roles: []string{writes, removesUsers},
			Routes: []Route{{"DELETE /api/account", openDeleteAccount}},
			warm:   []func(*wire.App, context.Context) error{(*wire.App).OpenUsers},
		},
		{
			Name:      "embed",
			Event:     &FirestoreEvent{Type: event.Created, Document: "users/{userId}/interactions/{interactionId}"},
			Resources: encoding, Roles: []string{writes}, handler: openEmbed,
		},
	}
}
