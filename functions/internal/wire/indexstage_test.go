package wire

import (
	"context"
	"log/slog"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend/recommendtest"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/telemetry"
	"shopfyp.dev/shared/telemetry/collectortest"
)

// slowLog takes half a second for each write.
type slowLog struct{ interaction.DraftLog }

func (l slowLog) Prepare(userID string, x interaction.Interaction) (interaction.Draft, error) {
	draft, err := l.DraftLog.Prepare(userID, x)
	write := draft.Write
	draft.Write = func(ctx context.Context) error {
		time.Sleep(500 * time.Millisecond)
		return write(ctx)
	}
	return draft, err
}

// fakeModel is the model of recommendtest's builds.
type fakeModel struct{ embed.Embedder }

func (fakeModel) Model() string { return "fake" }

func (fakeModel) Dim() int { return 2 }

func (fakeModel) EmbedQuery(context.Context, string) ([]float32, error) { return []float32{1, 0}, nil }

// The index stage of a search does not include the time to log the search.
func TestIndexStageExcludesLog(t *testing.T) {
	c := collectortest.Start(t)
	x, err := telemetry.Open(t.Context(), telemetry.Config{Endpoint: c.URL, Logger: slog.New(slog.DiscardHandler)})
	check(t, err)
	defer x.Close()
	bucket, build := snapshot.NewMemoryBucket(), recommendtest.NewSnapshot(t, recommendtest.Rows)
	_, err = snapshot.Publish(t.Context(), bucket, build.Dir, build.Manifest, 0)
	check(t, err)
	opener, _ := recommendtest.Opener(recommendtest.Rows)
	dir := filepath.Join(t.TempDir(), "snapshots")
	synctest.Test(t, func(t *testing.T) {
		app, err := New(Config{SnapshotDir: dir, RefreshEvery: time.Hour, QueryCache: 1, CardRanker: "interests"}, Ports{
			Products: catalog.NewMemory(), Log: slowLog{interaction.NewMemory(time.Now)}, Bucket: bucket, OpenIndex: opener.Index,
			Encoder: &Encoder{"fake", 2, func(context.Context) (embed.Embedder, error) { return fakeModel{}, nil }},
		}, slog.New(slog.DiscardHandler), x)
		check(t, err)
		found, err := app.Service.Search(t.Context(), "ann", "lamp", 1)
		if err != nil || found.InteractionID == "" {
			t.Fatalf("Search = %+v, %v, want a logged search", found, err)
		}
		check(t, app.Close())
	})
	check(t, x.Flush(t.Context()))
	if p, ok := c.Point("shopfyp.stage.duration", "stage=index", "operation=use"); !ok || p.Count != 2 || p.Value > 0.1 {
		t.Errorf("index stage = %+v (recorded: %t), want two short calls: to understand the query, and to search", p, ok)
	}
	if p, ok := c.Point("shopfyp.stage.duration", "stage=store", "operation=Append"); !ok || p.Value < 0.4 {
		t.Errorf("append stage = %+v (recorded: %t), want half a second", p, ok)
	}
}
