// Package gcsbuckettest runs a fake Cloud Storage server in the test process.
package gcsbuckettest

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/fsouza/fake-gcs-server/fakestorage"
)

// Serve serves empty buckets until the test ends. It returns the address for STORAGE_EMULATOR_HOST. The objects
// are files, as in the local emulator.
func Serve(t testing.TB, buckets ...string) (addr string) {
	t.Helper()
	return ServeThrough(t, func(h http.Handler) http.Handler { return h }, buckets...)
}

// ServeThrough is like Serve, but puts the handler that wrap returns in front of the server. The handler may break
// requests and responses.
func ServeThrough(t testing.TB, wrap func(http.Handler) http.Handler, buckets ...string) (addr string) {
	t.Helper()
	front := httptest.NewUnstartedServer(nil)
	addr = front.Listener.Addr().String()
	s, err := fakestorage.NewServerWithOptions(fakestorage.Options{
		NoListener: true, Scheme: "http", StorageRoot: t.TempDir(),
		ExternalURL: "http://" + addr, PublicHost: addr, // required for downloads
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
