package wire

import (
	"context"
	"time"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/shared/account"
	"shopfyp.dev/shared/basket"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/feed"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/post"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/staff"
	"shopfyp.dev/shared/vector"
)

// Ports replace the external services of an App. A nil port means the real service. Changes by the staff of products, rules
// and experiments in ports are recorded in the staff's log.
type Ports struct {
	Products  products             // replaces Firestore
	Log       interaction.DraftLog // replaces Firestore
	Metrics   metrics.Store        // replaces Firestore; if nil, and Products and Log are set, counters are in memory
	Posts     post.Reader          // replaces Firestore; if nil, and Products and Log are set, there are no posts
	Changes   change.Store         // replaces Firestore; if nil, and Products and Log are set, there are no changes
	Baskets   basket.Store         // replaces Firestore; if nil, and Log is set, baskets are in memory
	Staff     staff.Log            // replaces Firestore; if nil, and Products and Log are set, changes are kept in memory
	Rules     rule.Store           // replaces Firestore; if nil, and Products and Log are set, rules are kept in memory
	Imports   feed.Store           // replaces Firestore; if nil, and Products and Log are set, imports are in memory
	Backends  api.BackendVerifier  // replaces the check of service accounts
	UserData  account.Data         // replaces Firestore; if nil, and Log is set, Log and Baskets are the user data
	Bucket    snapshot.Bucket      // replaces Cloud Storage
	Verifier  Verifier             // replaces the check of Firebase ID tokens
	Users     account.Users        // replaces the users of Firebase Auth
	Encoder   *Encoder             // replaces BERT on ONNX Runtime
	OpenIndex openIndex            // replaces FAISS
	Engine    openEngine           // replaces Milvus, if INDEX is set
	Now       func() time.Time     // the clock of baskets, orders and the console; nil: time.Now

	Experiments experiment.Store // replaces Firestore; if nil, and Products and Log are set, experiments are in memory
}

// A Verifier checks Firebase ID tokens.
type Verifier interface {
	api.Verifier
	// VerifyAnonymous is Verify, but returns ErrUnauthenticated unless the user is anonymous.
	VerifyAnonymous(ctx context.Context, token string) (uid string, err error)
}

// products is the part of a catalog.Store that requests use.
type products interface {
	Get(ctx context.Context, id catalog.ID) (catalog.Product, error)
	catalog.Updater
}

// Imports are what the last import of each feed left out, see feed.Store.
type Imports interface {
	Newest(ctx context.Context) ([]feed.Import, error)
}

// An Encoder describes a model and loads it. Load runs when a text is first embedded.
type Encoder struct {
	Model string
	Dim   int
	Load  func(context.Context) (embed.Embedder, error)
}

// An openIndex opens the index file of a snapshot.
type openIndex func(path string, s vector.SearchParams) (vector.Index, error)
