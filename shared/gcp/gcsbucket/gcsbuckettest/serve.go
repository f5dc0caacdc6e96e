// Package gcsbuckettest serves Cloud Storage to a test, in its own process.
package gcsbuckettest

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/fsouza/fake-gcs-server/fakestorage"
)

// Serve serves empty buckets, on files as the local host does, until the test ends, and returns the
// value of STORAGE_EMULATOR_HOST that clients find it by.
func Serve(t testing.TB, buckets ...string) (addr string) {
	t.Helper()
	return ServeThrough(t, func(h http.Handler) http.Handler { return h }, buckets...)
}

// ServeThrough is Serve with a handler before it, which lets go wrong what is to.
func ServeThrough(t testing.TB, wrap func(http.Handler) http.Handler, buckets ...string) (addr string) {
	t.Helper()
	front := httptest.NewUnstartedServer(nil)
	addr = front.Listener.Addr().String()
	s, err := fakestorage.NewServerWithOptions(fakestorage.Options{
		NoListener: true, Scheme: "http", StorageRoot: t.TempDir(),
		ExternalURL: "http://" + addr, PublicHost: addr, // else it serves no reads there
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range buckets {
		s.CreateBucketWithOpts(fakestorage.CreateBucketOpts{Name: name})
	}
	front.Config.Handler = wrap(s.HTTPHandler())
	front.Start()
	t.Cleanup(front.Close)
	return addr
}
