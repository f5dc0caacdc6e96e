package emulatortest

import (
	"context"
	"crypto/rand"
	"errors"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"cloud.google.com/go/firestore"
)

// hostVariable is the environment variable for the host:port of a running emulator. Firestore clients read it too.
const hostVariable = "FIRESTORE_EMULATOR_HOST"

// shared is the emulator of this test binary. The first test that needs it starts it.
var shared struct {
	sync.Mutex
	running *Firestore
	err     error
}

// ForTest returns the address of an emulator, the value of FIRESTORE_EMULATOR_HOST. If the variable is not
// set, ForTest starts an emulator for this test binary and sets it. TestMain must call Main, which stops
// that emulator. All tests share the emulator, so each must use its own Project.
//
// Without Java or the emulator's jar, ForTest skips the test. It fails the test instead if CI or
// REQUIRE_EMULATORS is set.
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

func required() bool { return os.Getenv("CI") != "" || os.Getenv("REQUIRE_EMULATORS") != "" }

func sharedAddr() (string, error) {
	shared.Lock()
	defer shared.Unlock()
	if shared.err != nil {
		return "", shared.err
	}
	if addr := os.Getenv(hostVariable); addr != "" {
		return addr, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	shared.running, shared.err = Start(ctx, Options{})
	if shared.err != nil {
		return "", shared.err
	}
	return shared.running.Addr(), os.Setenv(hostVariable, shared.running.Addr())
}

// Main runs a package's tests, then stops the emulator that they started, if any:
//
//	func TestMain(m *testing.M) { emulatortest.Main(m) }
func Main(m *testing.M) {
	code := m.Run()
	if shared.running != nil {
		shared.running.Stop()
	}
	os.Exit(code)
}

// Project returns a new project ID. Each project has its own database in the emulator.
func Project() string { return "demo-" + strings.ToLower(rand.Text()[:16]) }

// Client returns a client of the test's emulator. It closes the client when the test ends.
func Client(t testing.TB, project string) *firestore.Client {
	t.Helper()
	ForTest(t)
	client, err := firestore.NewClient(context.Background(), project)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	return client
}
