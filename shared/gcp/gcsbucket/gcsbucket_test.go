package gcsbucket_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"cloud.google.com/go/storage"
	"google.golang.org/api/option"

	"shopfyp.dev/shared/gcp/gcsbucket"
	"shopfyp.dev/shared/gcp/gcsbucket/gcsbuckettest"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/snapshot/snapshottest"
)

// serve starts a fake Cloud Storage server with one empty bucket. wrap may break requests and responses.
func serve(t *testing.T, wrap func(http.Handler) http.Handler) (addr string) {
	t.Helper()
	return gcsbuckettest.ServeThrough(t, wrap, "snapshots")
}

func noFaults(h http.Handler) http.Handler { return h }

func open(t *testing.T, addr string, opts ...option.ClientOption) *gcsbucket.Bucket {
	t.Helper()
	t.Setenv("STORAGE_EMULATOR_HOST", addr)
	client, err := storage.NewClient(context.Background(), opts...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	return gcsbucket.New(client, "snapshots")
}

func TestBucket(t *testing.T) {
	snapshottest.TestBucket(t, func(t *testing.T) snapshot.Bucket { return open(t, serve(t, noFaults)) })
}

// everyOther returns a wrapper in which fault answers every other request, starting with the first.
func everyOther(fault http.HandlerFunc) func(http.Handler) http.Handler {
	return func(h http.Handler) http.Handler {
		var n atomic.Int64
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if n.Add(1)%2 == 1 {
				fault(w, r)
				return
			}
			h.ServeHTTP(w, r)
		})
	}
}

func TestRetryWhenUnavailable(t *testing.T) {
	b := open(t, serve(t, everyOther(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "unavailable", http.StatusServiceUnavailable)
	})))
	for _, condition := range []int64{0, snapshot.AnyGeneration} {
		o, err := b.Write(t.Context(), "a", strings.NewReader("data"), condition)
		if err != nil {
			t.Fatalf("Write: %v", err)
		}
		r, err := b.Read(t.Context(), "a", o.Generation, 0, -1)
		if err != nil {
			t.Fatalf("Read: %v", err)
		}
		defer r.Close()
		if data, err := io.ReadAll(r); err != nil || string(data) != "data" {
			t.Errorf("read %q, %v", data, err)
		}
	}
	if objects, err := b.List(t.Context(), ""); err != nil || len(objects) != 1 {
		t.Errorf("List = %+v, %v, want one object", objects, err)
	}
	if err := b.Delete(t.Context(), "a"); err != nil {
		t.Errorf("Delete: %v", err)
	}
}

// flip changes the last byte of data.
func flip(data []byte) []byte {
	flipped := bytes.Clone(data)
	flipped[len(flipped)-1] ^= 1
	return flipped
}

func TestReadReturnsAnErrorForCorruptData(t *testing.T) {
	b := open(t, serve(t, func(h http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Method != http.MethodGet || strings.Contains(r.URL.Path, "/b/") { // not a download
				h.ServeHTTP(w, r)
				return
			}
			whole := httptest.NewRecorder()
			h.ServeHTTP(whole, r)
			maps.Copy(w.Header(), whole.Header())
			w.WriteHeader(whole.Code)
			w.Write(flip(whole.Body.Bytes()))
		})
	}))
	o, err := b.Write(t.Context(), "a", strings.NewReader("data"), 0)
	if err != nil {
		t.Fatal(err)
	}
	r, err := b.Read(t.Context(), "a", o.Generation, 0, -1)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if data, err := io.ReadAll(r); err == nil {
		t.Errorf("read %q, want an error", data)
	}
}

func TestWriteReturnsAnErrorForCorruptData(t *testing.T) {
	b := open(t, serve(t, func(h http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				http.Error(w, err.Error(), http.StatusBadRequest)
				return
			}
			r.Body = io.NopCloser(bytes.NewReader(bytes.Replace(body, []byte("data"), []byte("date"), 1)))
			h.ServeHTTP(w, r)
		})
	}))
	if o, err := b.Write(t.Context(), "a", strings.NewReader("data"), 0); err == nil {
		t.Errorf("Write = %+v, want an error", o)
	}
	if o, err := b.Stat(t.Context(), "a"); !errors.Is(err, snapshot.ErrNotFound) {
		t.Errorf("Stat = %+v, %v, want ErrNotFound", o, err)
	}
}

func TestErrorsNameTheObject(t *testing.T) {
	b := open(t, serve(t, func(http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusForbidden) })
	}))
	_, statErr := b.Stat(t.Context(), "x/a")
	_, readErr := b.Read(t.Context(), "x/a", 1, 0, -1)
	_, writeErr := b.Write(t.Context(), "x/a", strings.NewReader("data"), 0)
	_, listErr := b.List(t.Context(), "x/a")
	for operation, err := range map[string]error{
		"stat": statErr, "read": readErr, "write": writeErr, "list": listErr, "delete": b.Delete(t.Context(), "x/a"),
	} {
		if err == nil || !strings.HasPrefix(err.Error(), operation+" x/a: ") {
			t.Errorf("%s: %v, want an error that names the object", operation, err)
		}
		if errors.Is(err, snapshot.ErrNotFound) || errors.Is(err, snapshot.ErrPrecondition) {
			t.Errorf("%s: %v, want neither ErrNotFound nor ErrPrecondition", operation, err)
		}
	}
}
