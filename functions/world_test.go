package functions

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/post"
	"shopfyp.dev/shared/post/posttest"
	"shopfyp.dev/shared/query"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/spelling"
	"shopfyp.dev/shared/staff"
	completion "shopfyp.dev/shared/suggest"
	"shopfyp.dev/shared/vector"
)

// A world is a shop in memory: the ports of an App, and the faults of those ports.
type world struct {
	store    *catalog.Memory
	posts    *post.Memory
	log      *interaction.Memory
	bucket   *snapshot.MemoryBucket
	embedder embed.Embedder
	ports    Ports
	faults   map[string]error

	environ []string // settings in addition to those of host

	loads   int      // loads of the index and the model, including failed ones
	deleted []string // IDs of the deleted users
}

// errFault is the error of every fault. Responses must not contain it.
var errFault = errors.New("an internal secret")

var products = []catalog.Product{
	{
		ID: "speaker-1", Title: "Bluetooth Speaker", Brand: "Boomly", Color: "Black", Category: []string{"Electronics", "Audio"},
		Description: "Loud & <clear>.", Price: catalog.Money{Amount: 4999, Currency: "EUR"}, ListPrice: catalog.Money{Amount: 5999, Currency: "EUR"},
		Rating: 4.5, RatingCount: 120, ImageURL: "https://img.example/speaker-1.jpg", URL: "https://shop.example/speaker-1",
		UpdatedAt: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC),
	},
	{ID: "speaker-2", Title: "Waterproof Bluetooth Speaker", Price: catalog.Money{Amount: 0, Currency: "EUR"}},
	{ID: "speaker-3", Title: "Bluetooth Party Speaker"},
	{ID: "speaker-4", Title: "Wired Speaker Pair"},
	{ID: "shoe-1", Title: "Boys Running Shoe"},
	{ID: "shoe-2", Title: "Ladies Running Shoe"},
	{ID: "lamp-1", Title: "Desk Lamp"},
	{ID: "lampe-à-lave", Title: "Lava Lamp"},
}

// newWorld returns a world with a published index of all products.
func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{store: catalog.NewMemory(), posts: post.NewMemory(), bucket: snapshot.NewMemoryBucket(), embedder: embed.NewFake(64), faults: make(map[string]error)}
	now := time.Unix(1_700_000_000, 0)
	w.log = interaction.NewMemory(func() time.Time { now = now.Add(time.Second); return now })
	if _, err := w.store.Put(t.Context(), products); err != nil {
		t.Fatal(err)
	}
	if err := w.posts.Put(t.Context(), videos()); err != nil {
		t.Fatal(err)
	}
	w.publish(t)
	w.ports = Ports{
		Products: brokenStore{w.store, w.faults}, Posts: brokenPosts{w.posts, w.faults}, Log: brokenLog{w.log, w.faults}, Bucket: w.bucket, Verifier: w, Users: w,
		Encoder:   &wire.Encoder{Model: w.embedder.Model(), Dim: w.embedder.Dim(), Load: w.loadModel},
		OpenIndex: w.openIndex, Backends: w, Now: func() time.Time { return time.Unix(1_700_000_000, 0) },
	}
	return w
}

// publish puts the first snapshot of products in the bucket.
func (w *world) publish(t *testing.T) {
	t.Helper()
	w.publishVersion(t, "v1", 0, time.Time{})
}

// publishVersion replaces the pointer's generation by a snapshot of products that contains the changes until a time.
func (w *world) publishVersion(t *testing.T, version string, generation int64, changes time.Time) {
	t.Helper()
	dir := t.TempDir()
	err := errors.Join(
		os.WriteFile(filepath.Join(dir, snapshot.IndexFile), []byte("read by openIndex"), 0o644),
		snapshot.WriteCards(filepath.Join(dir, snapshot.CardsFile), len(products), func(row int) (snapshot.CardRecord, error) {
			return recommend.CardRecord(&products[row])
		}, []int64{6, 0, 4}),
		lexical.Write(filepath.Join(dir, snapshot.LexicalFile), len(products), func(row int) (lexical.Document, error) {
			return recommend.Words(&products[row]), nil
		}),
		writeSpelling(filepath.Join(dir, snapshot.SpellingFile)),
		writeSuggestions(filepath.Join(dir, snapshot.SuggestFile)),
	)
	if err != nil {
		t.Fatal(err)
	}
	m := snapshot.Manifest{
		Version: version, Changes: changes, Model: w.embedder.Model(), Dim: w.embedder.Dim(), Count: len(products), Currency: "EUR",
		Index: snapshot.Index{Type: "Flat", RecallAt10: 1}, BuiltAt: time.Unix(1_699_990_000, 0).UTC(),
	}
	if _, err := snapshot.Publish(t.Context(), w.bucket, dir, m, generation); err != nil {
		t.Fatal(err)
	}
}

// writeSpelling writes the words of products.
func writeSpelling(name string) error {
	v := spelling.NewVocabulary()
	for _, p := range products {
		v.AddProduct(append([]string{p.Title, p.Brand}, p.Category...)...)
	}
	v.AddQueryWords(query.Vocabulary()...)
	return v.Write(name)
}

// writeSuggestions writes the titles of products, a brand, a category, and queries with their number of shoppers.
func writeSuggestions(name string) error {
	var titles []completion.Entry
	for row, p := range products {
		titles = append(titles, completion.Entry{Text: p.Title, Value: uint32(row)})
	}
	return completion.Write(name, completion.Content{
		completion.Query:    {{Text: "bluetooth speaker", Value: 12}, {Text: "blue lamp", Value: 5}},
		completion.Category: {{Text: "Electronics", Value: 1}, {Text: "Audio", Value: 1}},
		completion.Brand:    {{Text: "Boomly", Value: 1}},
		completion.Product:  titles,
	})
}

// openIndex is the OpenIndex port. It returns an exact index of products.
func (w *world) openIndex(string, vector.SearchParams) (vector.Index, error) {
	w.loads++
	if err := w.faults["index is unavailable"]; err != nil {
		return nil, err
	}
	var vectors []float32
	for _, p := range products {
		v, err := w.embedder.EmbedDocument(context.Background(), p.Text())
		if err != nil {
			return nil, err
		}
		vectors = append(vectors, v...)
	}
	return vector.NewFlat(w.embedder.Dim(), vectors)
}

// loadModel loads the model of the Encoder port.
func (w *world) loadModel(context.Context) (embed.Embedder, error) {
	w.loads++
	return w.embedder, w.faults["model is unavailable"]
}

// Verify implements api.Verifier. The token is the user ID. Verify rejects slashes, which no real user ID contains. A user
// whose ID is that of a role has the role.
func (w *world) Verify(_ context.Context, token string) (staff.User, error) {
	if strings.Contains(token, "forged") || strings.Contains(token, "/") {
		return staff.User{}, fmt.Errorf("%w: forged", api.ErrUnauthenticated)
	}
	u := staff.User{ID: token}
	if role := staff.Role(token); slices.Contains(staff.Roles, role) {
		u.Email, u.Role = token+"@shop.example", role
	}
	return u, w.faults["verifier is unavailable"]
}

// VerifyAnonymous implements wire.Verifier. Users whose ID contains "member" are not anonymous.
func (w *world) VerifyAnonymous(ctx context.Context, token string) (string, error) {
	if strings.Contains(token, "member") {
		return "", fmt.Errorf("%w: not anonymous", api.ErrUnauthenticated)
	}
	u, err := w.Verify(ctx, token)
	return u.ID, err
}

// Claims implements api.BackendVerifier. The token of a service account is its address.
func (w *world) Claims(token string) bool { return strings.Contains(token, "@") }

// VerifyBackend implements api.BackendVerifier. The account of the backend is backend@shop.
func (w *world) VerifyBackend(_ context.Context, token string) (string, error) {
	switch {
	case strings.HasPrefix(token, "forged"):
		return "", fmt.Errorf("%w: forged", api.ErrUnauthenticated)
	case token != "backend@shop":
		return "", fmt.Errorf("%w: %s", api.ErrNotTheBackend, token)
	}
	return token, w.faults["verifier is unavailable"]
}

// Delete implements account.Users.
func (w *world) Delete(_ context.Context, userID string) error {
	if err := w.faults["users are unavailable"]; err != nil {
		return err
	}
	w.deleted = append(w.deleted, userID)
	return nil
}

// withFault breaks one dependency. The fault "X cannot be opened" removes the port of X. The App then tries to open
// the real client, which has no credentials.
func (w *world) withFault(t *testing.T, fault string) {
	t.Helper()
	name, unopened := strings.CutSuffix(fault, " cannot be opened")
	if unopened {
		t.Setenv("GOOGLE_APPLICATION_CREDENTIALS", filepath.Join(t.TempDir(), "missing.json"))
		for _, emulator := range []string{"FIRESTORE_EMULATOR_HOST", "FIREBASE_AUTH_EMULATOR_HOST"} {
			t.Setenv(emulator, "")
			os.Unsetenv(emulator)
		}
	}
	switch {
	case fault == "no index":
		w.ports.Bucket = snapshot.NewMemoryBucket()
	case unopened && name == "firestore":
		w.ports.Products, w.ports.Posts, w.ports.Log = nil, nil, nil
	case unopened && name == "verifier":
		w.ports.Verifier = nil
	case unopened && name == "users":
		w.ports.Users = nil
	case slices.Contains([]string{
		"index is unavailable", "model is unavailable", "verifier is unavailable", "products are unavailable", "posts are unavailable", "a post is malformed", "log is unavailable", "users are unavailable",
	}, fault):
		w.faults[fault] = errFault
	default:
		t.Fatalf("unknown fault %q", fault)
	}
}

var discard = slog.New(slog.DiscardHandler)

// host returns a Host over w's ports that logs to out. environ adds to the required variables.
func (w *world) host(t *testing.T, out io.Writer, environ ...string) *Host {
	t.Helper()
	host, err := OpenOver(w.ports, append([]string{
		"GOOGLE_CLOUD_PROJECT=demo-p", "BUCKET=demo-p", "SNAPSHOT_DIR=" + filepath.Join(t.TempDir(), "snapshots"), "LOG_LEVEL=DEBUG",
		"RATE_PER_USER=0", "RATE_PER_ADDRESS=0", "RATE_ANONYMOUS=0",
	}, slices.Concat(w.environ, environ)...), out)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		gone, cancel := context.WithCancel(context.Background())
		cancel()
		_ = host.app.Flush(gone) // does not wait for a broken log
		_ = host.Close()
	})
	return host
}

// brokenStore fails every Get while the products are unavailable.
type brokenStore struct {
	*catalog.Memory
	faults map[string]error
}

func (s brokenStore) Get(ctx context.Context, id catalog.ID) (catalog.Product, error) {
	if err := s.faults["products are unavailable"]; err != nil {
		return catalog.Product{}, err
	}
	return s.Memory.Get(ctx, id)
}

// videos returns three approved posts and one that is not.
func videos() []post.Post {
	all := []post.Post{posttest.Post("wave", 1), posttest.Post("road", 2), posttest.Post("rain", 3), posttest.Post("new", 4)}
	all[1].CaptionsURL, all[1].CaptionsLang, all[1].Sound, all[1].Tags, all[1].Likes, all[1].Colors = "", "", "", nil, 0, nil
	all[3].Status = post.Pending
	return all
}

// brokenPosts fails every read while the posts are unavailable. It skips the first post while one is malformed.
type brokenPosts struct {
	post.Reader
	faults map[string]error
}

func (p brokenPosts) Page(ctx context.Context, limit int, after post.Cursor) (post.Page, error) {
	if err := p.faults["posts are unavailable"]; err != nil {
		return post.Page{}, err
	}
	page, err := p.Reader.Page(ctx, limit, after)
	if bad := p.faults["a post is malformed"]; bad != nil && err == nil && after.IsZero() {
		page.Skipped, page.Posts = []post.DecodeError{{ID: page.Posts[0].ID, Err: bad}}, page.Posts[1:]
	}
	return page, err
}

func (p brokenPosts) Get(ctx context.Context, id string) (post.Post, error) {
	if err := p.faults["posts are unavailable"]; err != nil {
		return post.Post{}, err
	}
	if bad := p.faults["a post is malformed"]; bad != nil {
		return post.Post{}, fmt.Errorf("%w: %w", post.ErrNotFound, &post.DecodeError{ID: id, Err: bad})
	}
	return p.Reader.Get(ctx, id)
}

// brokenLog fails every operation that the functions use while the log is unavailable.
type brokenLog struct {
	interaction.DraftLog
	faults map[string]error
}

func (l brokenLog) Prepare(userID string, x interaction.Interaction) (interaction.Draft, error) {
	draft, err := l.DraftLog.Prepare(userID, x)
	draft.Write, draft.WriteLate = l.breaking(draft.Write), l.breaking(draft.WriteLate)
	return draft, err
}

func (l brokenLog) breaking(write func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		if err := l.faults["log is unavailable"]; err != nil {
			return err
		}
		return write(ctx)
	}
}

func (l brokenLog) Latest(ctx context.Context, userID string, n int) ([]interaction.Interaction, error) {
	if err := l.faults["log is unavailable"]; err != nil {
		return nil, err
	}
	return l.DraftLog.Latest(ctx, userID, n)
}

func (l brokenLog) Get(ctx context.Context, userID, id string) (interaction.Interaction, error) {
	if err := l.faults["log is unavailable"]; err != nil {
		return interaction.Interaction{}, err
	}
	return l.DraftLog.Get(ctx, userID, id)
}

func (l brokenLog) Page(ctx context.Context, userID string, limit int, after interaction.Cursor) ([]interaction.Interaction, interaction.Cursor, error) {
	if err := l.faults["log is unavailable"]; err != nil {
		return nil, interaction.Cursor{}, err
	}
	return l.DraftLog.Page(ctx, userID, limit, after)
}

func (l brokenLog) Delete(ctx context.Context, userID, id string) error {
	if err := l.faults["log is unavailable"]; err != nil {
		return err
	}
	return l.DraftLog.Delete(ctx, userID, id)
}

func (l brokenLog) Clear(ctx context.Context, userID string, types ...interaction.Type) error {
	if err := l.faults["log is unavailable"]; err != nil {
		return err
	}
	return l.DraftLog.Clear(ctx, userID, types...)
}
