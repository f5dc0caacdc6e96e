package functions

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/requestlog"
	"shopfyp.dev/shared/account"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/recommend/recommendtest"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
)

// A world is a shop in memory, with what the functions work with over it. It implements deps.
type world struct {
	store    *catalog.Memory
	log      *interaction.Memory
	embedder embed.Embedder
	view     *recommend.View // nil: none is published
	faults   map[string]error
	outbox   *interaction.Outbox // over log

	loads int      // calls of LoadIndex and LoadEncoder
	gone  []string // users that were deleted
}

// errFault is what everything broken returns. Callers must never read it.
var errFault = errors.New("a secret of the inside")

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

// newWorld returns a world of products, all of them in the index.
func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{store: catalog.NewMemory(), embedder: embed.NewFake(64), faults: make(map[string]error)}
	now := time.Unix(1_700_000_000, 0)
	w.log = interaction.NewMemory(func() time.Time { now = now.Add(time.Second); return now })
	w.outbox = interaction.NewOutbox(interaction.NewOutboxConfig(brokenLog{w.log, w.faults}, discard))
	t.Cleanup(func() {
		gone, cancel := context.WithCancel(context.Background())
		cancel()
		_ = w.outbox.Close(gone) // what waits for a log that stays away is the test's to know
	})
	if _, err := w.store.Put(t.Context(), products); err != nil {
		t.Fatal(err)
	}
	w.view = newView(t, w.embedder)
	return w
}

// newView returns an index of products and a real card file beside it.
func newView(t *testing.T, e embed.Embedder) *recommend.View {
	t.Helper()
	var vectors []float32
	for _, p := range products {
		v, err := e.EmbedDocument(t.Context(), p.Text())
		if err != nil {
			t.Fatal(err)
		}
		vectors = append(vectors, v...)
	}
	index, err := vector.NewFlat(e.Dim(), vectors)
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), snapshot.CardsFile)
	err = snapshot.WriteCards(name, len(products), func(row int) (string, []byte, error) {
		data, err := json.Marshal(products[row].Card())
		return string(products[row].ID), data, err
	}, []int64{6, 0, 4})
	if err != nil {
		t.Fatal(err)
	}
	file, err := snapshot.OpenCards(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { file.Close() })
	return &recommend.View{
		Version: "v1", Model: e.Model(), Index: index, Cards: recommend.NewSnapshotCards(file), Lexicon: recommendtest.NewLexicon(t, products), Currency: "EUR",
	}
}

// Use implements recommend.Views.
func (w *world) Use(_ context.Context, use func(*recommend.View) error) error {
	if w.view == nil {
		return snapshot.ErrNoIndex
	}
	return use(w.view)
}

func (w *world) Verifier(context.Context) (api.Verifier, error) {
	return w, w.faults["verifier cannot be made"]
}

// Verify implements api.Verifier: "Bearer ann" is ann's token. As of real ones, no user's ID has a slash.
func (w *world) Verify(_ context.Context, token string) (string, error) {
	if strings.Contains(token, "forged") || strings.Contains(token, "/") {
		return "", fmt.Errorf("%w: forged", api.ErrUnauthenticated)
	}
	return token, w.faults["verifier is away"]
}

func (w *world) Products(context.Context) (catalog.Store, error) {
	return brokenStore{w.store, w.faults}, w.faults["products cannot be made"]
}

func (w *world) logOrFault() interaction.Log { return w.outbox }

func (w *world) Log(context.Context) (interaction.Log, error) {
	return w.logOrFault(), w.faults["log cannot be made"]
}

func (w *world) Recorder(ctx context.Context) (*interaction.Recorder, error) {
	store, err := w.Products(ctx)
	return interaction.NewRecorder(store, w.logOrFault()), err
}

func (w *world) Service(context.Context) (*recommend.Service, error) {
	return recommend.New(recommend.Config{
		Embedder: w.embedder, Log: w.logOrFault(), Views: w, Ranker: recommend.Interests, Logger: discard,
	}), nil
}

func (w *world) HistoryReader(ctx context.Context) (*interaction.HistoryReader, error) {
	store, err := w.Products(ctx)
	return interaction.NewHistoryReader(w.logOrFault(), store, w.embedder.Model(), discard), err
}

func (w *world) Vectorizer(ctx context.Context) (*interaction.Vectorizer, error) {
	store, err := w.Products(ctx)
	return interaction.NewVectorizer(w.embedder, store, w.logOrFault()), err
}

func (w *world) Deleter(context.Context) (*account.Deleter, error) {
	return account.NewDeleter(w, w), w.faults["users cannot be made"]
}

// Erase implements account.Data.
func (w *world) Erase(ctx context.Context, userID string) error {
	return w.logOrFault().Clear(ctx, userID)
}

// Delete implements account.Users.
func (w *world) Delete(_ context.Context, userID string) error {
	if err := w.faults["users are away"]; err != nil {
		return err
	}
	w.gone = append(w.gone, userID)
	return nil
}

func (w *world) LoadIndex(ctx context.Context) error {
	w.loads++
	return errors.Join(w.faults["index is away"], w.Use(ctx, func(*recommend.View) error { return nil }))
}

func (w *world) LoadEncoder(context.Context) error {
	w.loads++
	return w.faults["model is away"]
}

func (w *world) Logger() *slog.Logger { return discard }

func (w *world) Flush(context.Context) error { return nil }

func (w *world) Close() error { return nil }

var discard = slog.New(slog.DiscardHandler)

// host returns a Host of w that logs to out.
func (w *world) host(out io.Writer) *Host {
	return &Host{deps: w, timeout: time.Minute, project: "demo-p", logger: slog.New(requestlog.NewJSON(out, slog.LevelDebug))}
}

// brokenStore fails every Get while the products are away.
type brokenStore struct {
	catalog.Store
	faults map[string]error
}

func (s brokenStore) Get(ctx context.Context, id catalog.ID) (catalog.Product, error) {
	if err := s.faults["products are away"]; err != nil {
		return catalog.Product{}, err
	}
	return s.Store.Get(ctx, id)
}

// brokenLog fails at all that the functions ask of it while the log is away.
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
		if err := l.faults["log is away"]; err != nil {
			return err
		}
		return write(ctx)
	}
}

func (l brokenLog) Latest(ctx context.Context, userID string, n int) ([]interaction.Interaction, error) {
	if err := l.faults["log is away"]; err != nil {
		return nil, err
	}
	return l.DraftLog.Latest(ctx, userID, n)
}

func (l brokenLog) Get(ctx context.Context, userID, id string) (interaction.Interaction, error) {
	if err := l.faults["log is away"]; err != nil {
		return interaction.Interaction{}, err
	}
	return l.DraftLog.Get(ctx, userID, id)
}

func (l brokenLog) Page(ctx context.Context, userID string, limit int, after interaction.Cursor) ([]interaction.Interaction, interaction.Cursor, error) {
	if err := l.faults["log is away"]; err != nil {
		return nil, interaction.Cursor{}, err
	}
	return l.DraftLog.Page(ctx, userID, limit, after)
}

func (l brokenLog) Delete(ctx context.Context, userID, id string) error {
	if err := l.faults["log is away"]; err != nil {
		return err
	}
	return l.DraftLog.Delete(ctx, userID, id)
}

func (l brokenLog) Clear(ctx context.Context, userID string, types ...interaction.Type) error {
	if err := l.faults["log is away"]; err != nil {
		return err
	}
	return l.DraftLog.Clear(ctx, userID, types...)
}
