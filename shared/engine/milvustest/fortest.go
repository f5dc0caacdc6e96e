package milvustest

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"strings"
	"sync"
	"testing"
	"time"
)

// shared is the server of this test binary. The first test that needs it starts it.
var shared struct {
	sync.Mutex
	running *Server
	err     error
}

// ForTest returns the host:port of a server for this test binary. TestMain must call Main, which stops the server.
//
// Without milvus-lite, ForTest skips the test. It fails the test instead if REQUIRE_MILVUS, which the Makefile sets in CI,
// is set.
func ForTest(t testing.TB) string {
	t.Helper()
	addr, err := sharedAddr()
	switch {
	case err == nil:
		return addr
	case errors.Is(err, ErrUnavailable) && !required():
		t.Skip(err)
	}
	t.Fatal(err)
	return ""
}

func required() bool {
	return os.Getenv("REQUIRE_MILVUS") != ""
}

func sharedAddr() (string, error) {
	shared.Lock()
	defer shared.Unlock()
	if shared.err == nil && shared.running == nil {
		ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
		defer cancel()
		shared.running, shared.err = Start(ctx, Options{})
	}
	if shared.err != nil {
		return "", shared.err
	}
	return shared.running.Addr(), nil
}

// Main runs a package's tests, then stops the server that they started, if any:
//
//	func TestMain(m *testing.M) { milvustest.Main(m) }
func Main(m *testing.M) {
	code := m.Run()
	if shared.running != nil {
		shared.running.Stop()
	}
	os.Exit(code)
}

// Name returns a new name for a collection.
func Name() string { return "test_" + strings.ToLower(rand.Text()[:12]) }
