// Package gcsbuckettest runs a fake of Cloud Storage in the test's process.
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

// ServeThrough is Serve behind the handler that wrap returns, which may break requests and responses.
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
