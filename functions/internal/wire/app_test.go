package wire

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cloud.google.com/go/firestore"
	"github.com/fsouza/fake-gcs-server/fakestorage"

	"shopfyp.dev/functions/internal/requestlog"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/gcp/gcsbucket"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/telemetry"
	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/faiss"
)

func TestMain(m *testing.M) { emulatortest.Main(m) }

var shopProducts = []catalog.Product{
	{ID: "speaker", Title: "Bluetooth Speaker"},
	{ID: "shoe", Title: "Boys Running Shoe"},
	{ID: "lamp", Title: "Desk Lamp"},
}

// newApp returns an App on the Firestore emulator and a new fake of Cloud Storage, and the output of its logger.
// Firestore contains shopProducts. No snapshot is published.
func newApp(t *testing.T) (*App, *bytes.Buffer) { return newAppOver(t, Ports{}, nil) }

// newAppOver is like newApp, but takes ports and telemetry.
func newAppOver(t *testing.T, p Ports, x *telemetry.Telemetry) (*App, *bytes.Buffer) {
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
	app, err := New(c, p, slog.New(requestlog.NewJSON(&log, slog.LevelDebug)), x)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := app.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := firestoredb.NewProducts(clientOf(t, app)).Put(t.Context(), shopProducts); err != nil {
		t.Fatal(err)
	}
	return app, &log
}

// clientOf returns the App's Firestore client.
func clientOf(t *testing.T, app *App) *firestore.Client {
	t.Helper()
	d, err := app.database.Get(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return d.client
}

// waitForLog waits until the interactions that the App queued are stored. A write to a busy emulator can take longer
// than the App waits for it.
func waitForLog(t *testing.T, app *App) {
	t.Helper()
	d, err := app.database.Get(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for start := time.Now(); d.log.Waiting() > 0; time.Sleep(5 * time.Millisecond) {
		if time.Since(start) > time.Minute {
			t.Fatalf("%d interactions were not stored within a minute", d.log.Waiting())
		}
	}
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

// serveStorage starts a fake of Cloud Storage with an empty bucket "snapshots", and returns its address.
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

// publish builds and publishes a snapshot of shopProducts.
func publish(t *testing.T, a *App, model string) {
	t.Helper()
	dir := t.TempDir()
	library, err := faiss.Load(filepath.Join(a.config.NativeDir, "lib"))
	if err != nil {
		t.Fatal(err)
	}
	var vectors []float32
	for _, p := range shopProducts {
		v, err := a.encoder.EmbedDocument(t.Context(), p.Text())
		if err != nil {
			t.Fatal(err)
		}
		vectors = append(vectors, v...)
	}
	order, err := library.Build(t.Context(), faiss.Spec{}, onnx.Dim, vectors, filepath.Join(dir, snapshot.IndexFile), nil)
	if err != nil {
		t.Fatal(err)
	}
	err = snapshot.WriteCards(filepath.Join(dir, snapshot.CardsFile), len(shopProducts), func(row int) (snapshot.CardRecord, error) {
		return recommend.CardRecord(&shopProducts[order[row]])
	}, []int64{0, 1, 2})
	if err != nil {
		t.Fatal(err)
	}
	client, err := a.storage.Get(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	m := snapshot.Manifest{Version: "v1", Model: model, Dim: onnx.Dim, Count: len(shopProducts), Index: snapshot.Index{Type: "Flat", RecallAt10: 1}}
	if _, err := snapshot.Publish(t.Context(), gcsbucket.New(client, "snapshots"), dir, m, 0); err != nil {
		t.Fatal(err)
	}
}

// A search, a click and a card, with the real model and index but local stand-ins for the cloud services.
func TestAppServes(t *testing.T) {
	app, log := newApp(t)
	publish(t, app, onnx.Model)
	ctx := requestlog.Begin(t.Context())
	if err := errors.Join(app.LoadIndex(ctx), app.LoadEncoder(ctx)); err != nil {
		t.Fatal(err)
	}
	found, err := app.Service.Search(ctx, "ann", "something to play music with", 1)
	if err != nil || len(found.Products) != 1 || found.Products[0].ID != "speaker" || found.InteractionID == "" {
		t.Fatalf("Search = %+v, %v, want the speaker and an interaction ID", found, err)
	}
	if _, err := app.Recorder.Record(ctx, "ann", interaction.Click, "speaker"); err != nil {
		t.Fatal(err)
	}
	waitForLog(t, app)
	card, err := app.Service.Recommend(ctx, "ann", 3, 0)
	if err != nil || len(card.Products) != 2 {
		t.Fatalf("Recommend = %+v, %v, want the two products that the user did not click", card, err)
	}
	app.Logger.InfoContext(ctx, "after")
	if !strings.Contains(log.String(), `"message":"after","snapshot":"v1"`) {
		t.Errorf("the log lines of the request do not name the snapshot:\n%s", log)
	}
}

func TestAppVectorizes(t *testing.T) {
	app, _ := newApp(t)
	id, err := app.Log.Append(t.Context(), "ann", interaction.Interaction{Type: interaction.Click, ProductID: "lamp"})
	if err != nil {
		t.Fatal(err)
	}
	if err := app.Vectorizer.Vectorize(t.Context(), "ann", id); err != nil {
		t.Fatal(err)
	}
	x, err := app.Log.Get(t.Context(), "ann", id)
	if err != nil || len(x.Vector) != onnx.Dim || x.Model != onnx.Model {
		t.Errorf("the interaction has a vector of %d elements and model %q (%v), want %d and %q", len(x.Vector), x.Model, err, onnx.Dim, onnx.Model)
	}
	if _, ok := app.follower.Made(); ok {
		t.Error("embedding an interaction opened the follower of the snapshots")
	}
}

func TestAppRejectsIndexOfAnotherModel(t *testing.T) {
	app, _ := newApp(t)
	publish(t, app, "another")
	if err := app.LoadIndex(t.Context()); err == nil || !strings.Contains(err.Error(), "made for model another") {
		t.Errorf("LoadIndex = %v, want an error that names the other model", err)
	}
}

// A click and the history need only the log and the products. A card with stored vectors needs no model.
func TestAppOpensOnlyWhatItNeeds(t *testing.T) {
	app, _ := newApp(t)
	if _, err := app.Recorder.Record(t.Context(), "ann", interaction.Click, "speaker"); err != nil {
		t.Fatal(err)
	}
	past, _, err := app.History.Page(t.Context(), "ann", 3, interaction.Cursor{})
	if err != nil || len(past) != 1 || past[0].Title != "Bluetooth Speaker" || !past[0].Influences {
		t.Errorf("history = %+v, %v, want the click on the speaker, which influences the card", past, err)
	}
	_, storage := app.storage.Made()
	_, model := app.encoder.loaded.Made()
	if storage || model {
		t.Errorf("a click and the history opened the Storage client: %t, loaded the model: %t, want neither", storage, model)
	}
	if _, err := app.Service.Recommend(t.Context(), "ann", 3, 0); !errors.Is(err, snapshot.ErrNoIndex) {
		t.Errorf("Recommend before the first index = %v, want ErrNoIndex", err)
	}
	if _, model := app.encoder.loaded.Made(); model {
		t.Error("a card loaded the model without an index")
	}
}

func TestAppWithoutNativeLibraries(t *testing.T) {
	app, err := New(Config{NativeDir: t.TempDir(), ONNXThreads: 1, QueryCache: 1}, Ports{}, slog.New(slog.DiscardHandler), nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := app.LoadEncoder(t.Context()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("LoadEncoder = %v, want os.ErrNotExist", err)
	}
	if _, err := app.openFAISS("index.faiss", vector.SearchParams{}); err == nil {
		t.Error("openFAISS found a library in an empty folder")
	}
	for _, variant := range []string{"avx2", "avx512"} {
		app.config.FAISSVariant = variant
		if _, err := app.openFAISS("index.faiss", vector.SearchParams{}); err == nil || !strings.Contains(err.Error(), variant) {
			t.Errorf("openFAISS with FAISS_VARIANT=%s = %v, want an error that names the variant", variant, err)
		}
	}
	if err := app.Close(); err != nil {
		t.Errorf("Close of an App that opened nothing: %v", err)
	}
}
