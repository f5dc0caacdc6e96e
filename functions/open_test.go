package functions

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/staff"
)

// trusting verifies any token and returns it as the user ID.
type trusting struct{}

func (trusting) Verify(_ context.Context, token string) (staff.User, error) {
	return staff.User{ID: token}, nil
}

func (trusting) VerifyAnonymous(_ context.Context, token string) (string, error) { return token, nil }

func TestOpenOverUsesThePorts(t *testing.T) {
	store := catalog.NewMemory()
	if _, err := store.Put(t.Context(), []catalog.Product{{ID: "lamp", Title: "Lamp"}}); err != nil {
		t.Fatal(err)
	}
	log := interaction.NewMemory(time.Now)
	ports := Ports{Products: store, Log: log, Bucket: snapshot.NewMemoryBucket(), Verifier: trusting{}}
	host, err := OpenOver(ports, []string{"GOOGLE_CLOUD_PROJECT=p", "BUCKET=b", "SNAPSHOT_DIR=" + t.TempDir()}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	defer host.Close()
	for _, call := range []struct {
		function, method, path, body string
		status                       int
	}{
		{"click", "POST", "/api/click", `{"productId": "lamp"}`, http.StatusOK},
		{"recommend", "GET", "/api/recommend/ann", "", http.StatusServiceUnavailable}, // the bucket is empty
	} {
		r := httptest.NewRequest(call.method, call.path, strings.NewReader(call.body))
		r.Header.Set("Authorization", "Bearer ann")
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		host.HTTP(call.function).ServeHTTP(w, r)
		if w.Code != call.status {
			t.Errorf("%s %s = %d %s, want %d", call.method, call.path, w.Code, w.Body, call.status)
		}
	}
	if got, err := log.Latest(t.Context(), "ann", 1); err != nil || len(got) != 1 || got[0].ProductID != "lamp" {
		t.Errorf("log = %+v, %v, want the click on the lamp", got, err)
	}
}
