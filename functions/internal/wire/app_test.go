package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fsouza/fake-gcs-server/fakestorage"

	"shopfyp.dev/functions/internal/requestlog"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/gcp/gcsbucket"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/faiss"
)

func TestMain(m *testing.M) { emulatortest.Main(m) }

var products = []catalog.Product{
	{ID: "speaker", Title: "Bluetooth Speaker"},
	{ID: "shoe", Title: "Boys Running Shoe"},
	{ID: "lamp", Title: "Desk Lamp"},
}

// newApp returns an App on the Firestore emulator and a Cloud Storage of the test's own, and its log.
// The shop holds products; nothing is published.
func newApp(t *testing.T) (*App, *bytes.Buffer) {
	t.Helper()
	emulatortest.ForTest(t)
	t.Setenv("STORAGE_EMULATOR_HOST", serveStorage(t))
	c, err := Load([]string{
		"GOOGLE_CLOUD_PROJECT=" + emulatortest.Project(), "BUCKET=snapshots", "SNAPSHOT_DIR=" + t.TempDir(), "NATIVE_DIR=" + nativeForTest(t),
	})
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	app := New(c, Ports{}, slog.New(requestlog.NewJSON(&log, slog.LevelDebug)))
	t.Cleanup(func() {
		if err := app.Close(); err != nil {
			t.Error(err)
		}
	})
	store, err := app.Products(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Put(t.Context(), products); err != nil {
		t.Fatal(err)
	}
	return app, &log
}

// nativeForTest returns the folder of the model and the libraries.
func nativeForTest(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../../native/out")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{onnx.In(dir).Model, onnx.In(dir).Library, filepath.Join(dir, "lib", "libshopfyp_faiss_avx2.so")} {
		if _, err := os.Stat(name); err == nil {
			continue
		} else if os.Getenv("REQUIRE_NATIVE") == "1" || os.Getenv("CI") != "" {
			t.Fatal(err)
		}
		t.Skipf("%s is missing: run make setup", name)
	}
	return dir
}

// serveStorage starts a Cloud Storage with an empty bucket "snapshots", and returns its address.
func serveStorage(t *testing.T) string {
	t.Helper()
	front := httptest.NewUnstartedServer(nil)
	addr := front.Listener.Addr().String()
	s, err := fakestorage.NewServerWithOptions(fakestorage.Options{
		NoListener: true, Scheme: "http", StorageRoot: t.TempDir(), ExternalURL: "http://" + addr, PublicHost: addr,
	})
	if err != nil {
		t.Fatal(err)
	}
	s.CreateBucketWithOpts(fakestorage.CreateBucketOpts{Name: "snapshots"})
	front.Config.Handler = s.HTTPHandler()
	front.Start()
	t.Cleanup(front.Close)
	return addr
}

// publish builds an index of products and puts it in force.
func publish(t *testing.T, a *App, model string) {
	t.Helper()
	dir := t.TempDir()
	library, err := faiss.Load(filepath.Join(a.config.NativeDir, "lib"))
	if err != nil {
		t.Fatal(err)
	}
	var vectors []float32
	for _, p := range products {
		v, err := a.encoder().EmbedDocument(t.Context(), p.Text())
		if err != nil {
			t.Fatal(err)
		}
		vectors = append(vectors, v...)
	}
	order, err := library.Build(t.Context(), faiss.Spec{}, onnx.Dim, vectors, filepath.Join(dir, snapshot.IndexFile), nil)
	if err != nil {
		t.Fatal(err)
	}
	err = snapshot.WriteCards(filepath.Join(dir, snapshot.CardsFile), len(products), func(row int) (string, []byte, error) {
		p := products[order[row]]
		data, err := json.Marshal(p.Card())
		return string(p.ID), data, err
	}, []int64{0, 1, 2})
	if err != nil {
		t.Fatal(err)
	}
	client, err := a.storage.Get(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	m := snapshot.Manifest{Version: "v1", Model: model, Dim: onnx.Dim, Count: len(products), Index: snapshot.Index{Type: "Flat", RecallAt10: 1}}
	if _, err := snapshot.Publish(t.Context(), gcsbucket.New(client, "snapshots"), dir, m, 0); err != nil {
		t.Fatal(err)
	}
}

// The whole way, on all that is real but the cloud: search, click, next card.
func TestAppServes(t *testing.T) {
	app, log := newApp(t)
	publish(t, app, onnx.Model)
	ctx := requestlog.Begin(t.Context())
	if err := errors.Join(app.LoadIndex(ctx), app.LoadEncoder(ctx)); err != nil {
		t.Fatal(err)
	}
	service, err := app.Service(ctx)
	if err != nil {
		t.Fatal(err)
	}
	found, err := service.Search(ctx, "ann", "something to play music with", 1)
	if err != nil || len(found.Products) != 1 || found.Products[0].ID != "speaker" || found.InteractionID == "" {
		t.Fatalf("Search = %+v, %v, want the speaker, logged", found, err)
	}
	recorder, err := app.Recorder(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := recorder.Record(ctx, "ann", interaction.Click, "speaker"); err != nil {
		t.Fatal(err)
	}
	card, err := service.Recommend(ctx, "ann", 3, 0)
	if err != nil || len(card.Products) != 2 {
		t.Fatalf("Recommend = %+v, %v, want the two products that were not opened", card, err)
	}
	app.logger.InfoContext(ctx, "after")
	if !strings.Contains(log.String(), `"message":"after","snapshot":"v1"`) {
		t.Errorf("the request's log lines do not name the snapshot:\n%s", log)
	}
}

func TestAppVectorizes(t *testing.T) {
	app, _ := newApp(t)
	log, err := app.Log(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	id, err := log.Append(t.Context(), "ann", interaction.Interaction{Type: interaction.Click, ProductID: "lamp"})
	if err != nil {
		t.Fatal(err)
	}
	vectorizer, err := app.Vectorizer(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := vectorizer.Vectorize(t.Context(), "ann", id); err != nil {
		t.Fatal(err)
	}
	x, err := log.Get(t.Context(), "ann", id)
	if err != nil || len(x.Vector) != onnx.Dim || x.Model != onnx.Model {
		t.Errorf("the interaction has a vector of %d elements, model %q (%v)", len(x.Vector), x.Model, err)
	}
	if _, ok := app.follower.Made(); ok {
		t.Error("embedding made a follower of the index")
	}
}

func TestAppRefusesTheIndexOfAnotherModel(t *testing.T) {
	app, _ := newApp(t)
	publish(t, app, "another")
	if err := app.LoadIndex(t.Context()); err == nil || !strings.Contains(err.Error(), "made for model another") {
		t.Errorf("LoadIndex = %v, want an error that names both models", err)
	}
}

// What a click and the history need is the log and the catalogue; what a card of logged vectors needs has no model.
func TestAppMakesOnlyWhatIsNeeded(t *testing.T) {
	app, _ := newApp(t)
	recorder, err := app.Recorder(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := recorder.Record(t.Context(), "ann", interaction.Click, "speaker"); err != nil {
		t.Fatal(err)
	}
	reader, err := app.HistoryReader(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	past, _, err := reader.Page(t.Context(), "ann", 3, interaction.Cursor{})
	if err != nil || len(past) != 1 || past[0].Title != "Bluetooth Speaker" || !past[0].Influences {
		t.Errorf("history = %+v, %v, want the click on the speaker, which steers", past, err)
	}
	service, err := app.Service(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, storage := app.storage.Made()
	_, model := app.model.Made()
	if storage || model {
		t.Errorf("a click and its history made a client of Storage: %t, loaded the model: %t", storage, model)
	}
	if _, err := service.Recommend(t.Context(), "ann", 3, 0); !errors.Is(err, snapshot.ErrNoIndex) {
		t.Errorf("Recommend before the first index = %v, want ErrNoIndex", err)
	}
	if _, model := app.model.Made(); model {
		t.Error("a card loaded the model before it needed it")
	}
}

func TestAppWithoutNativeLibraries(t *testing.T) {
	app := New(Config{NativeDir: t.TempDir(), ONNXThreads: 1}, Ports{}, slog.New(slog.DiscardHandler))
	if err := app.LoadEncoder(t.Context()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("LoadEncoder = %v, want what is missing", err)
	}
	if _, err := app.openIndex("index.faiss", vector.SearchParams{}); err == nil {
		t.Error("openIndex found a library in an empty folder")
	}
	for _, variant := range []string{"avx2", "avx512"} {
		app.config.FAISSVariant = variant
		if _, err := app.openIndex("index.faiss", vector.SearchParams{}); err == nil || !strings.Contains(err.Error(), variant) {
			t.Errorf("openIndex with FAISS_VARIANT=%s = %v, want an error that names it", variant, err)
		}
	}
	if err := app.Close(); err != nil {
		t.Errorf("Close of an App that made nothing: %v", err)
	}
}
