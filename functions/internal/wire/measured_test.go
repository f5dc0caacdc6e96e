package wire

import (
	"bytes"
	"context"
	"log/slog"
	"testing"

	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/staff"
	"shopfyp.dev/shared/telemetry"
	"shopfyp.dev/shared/telemetry/collectortest"
)

// trusting verifies any token and returns it as the user ID.
type trusting struct{}

func (trusting) Verify(_ context.Context, token string) (staff.User, error) {
	return staff.User{ID: token}, nil
}

func (trusting) VerifyAnonymous(_ context.Context, token string) (string, error) { return token, nil }

// The collector receives every stage of a shopping session, the index in use and the cache lookups, but no user data.
func TestAppIsMeasured(t *testing.T) {
	c := collectortest.Start(t)
	x, err := telemetry.Open(t.Context(), telemetry.Config{Endpoint: c.URL, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	app, _ := newAppOver(t, Ports{Verifier: trusting{}}, x)
	publish(t, app, onnx.Model)
	goShopping(t, app)
	if err := x.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, span := range []string{
		"auth Verify", "load model", "load index", "embed Query", "embed Document", "index use", "store Product", "store Append",
		"store Latest", "store Dismissed", "store Get", "store SetVector", "store Page", "store Delete", "store Clear",
	} {
		if c.Spans()[span] == nil {
			t.Errorf("the collector has no span %q", span)
		}
	}
	for metric, want := range map[string]float64{"shopfyp.index.recall": 1, "shopfyp.index.products": float64(len(shopProducts))} {
		if p, ok := c.Point(metric, "version=v1"); !ok || p.Value != want {
			t.Errorf("%s = %+v (recorded: %t), want %g", metric, p, ok, want)
		}
	}
	if p, ok := c.Point("shopfyp.index.age", "version=v1"); !ok || p.Value <= 0 {
		t.Errorf("shopfyp.index.age = %+v (recorded: %t), want a positive value", p, ok)
	}
	for result, want := range map[string]float64{"hit": 1, "miss": 1} {
		if p, _ := c.Point("shopfyp.query_cache.lookups", "result="+result); p.Value != want {
			t.Errorf("%g lookups with result %s, want %g", p.Value, result, want)
		}
	}
	for _, private := range []string{user, secret, "lamp"} {
		if bytes.Contains(c.Bytes(), []byte(private)) {
			t.Errorf("the collector received private data: %q", private)
		}
	}
}

const user = "annabel-of-the-test"

// goShopping performs every action of a shopper and of the trigger once. It repeats the search, to hit the cache.
func goShopping(t *testing.T, app *App) {
	t.Helper()
	ctx := t.Context()
	_, err := app.Verifier.Verify(ctx, user)
	check(t, err)
	for range 2 {
		_, err = app.Service.Search(ctx, user, secret, 3)
		check(t, err)
	}
	id, err := app.Recorder.Record(ctx, user, interaction.Click, "lamp")
	check(t, err)
	check(t, app.Vectorizer.Vectorize(ctx, user, id))
	_, err = app.Service.Recommend(ctx, user, 3, 0)
	check(t, err)
	_, _, err = app.History.Page(ctx, user, 3, interaction.Cursor{})
	check(t, err)
	check(t, app.Log.Delete(ctx, user, id))
	check(t, app.Log.Clear(ctx, user))
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
