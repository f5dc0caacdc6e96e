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

// hostVariable is where Firestore's clients, and we, look for a running emulator.
const hostVariable = "FIRESTORE_EMULATOR_HOST"

// shared is the one emulator of a test binary, started by the first test that asks.
var shared struct {
	sync.Mutex
	running *Firestore
	err     error
}

// ForTest returns the address of an emulator: that of FIRESTORE_EMULATOR_HOST,
// else one started for this test binary, for which it sets that variable. The
// binary's TestMain must call Main, which stops it.
//
// Where there is no Java or no jar the test is skipped, but fails if CI or
// REQUIRE_EMULATORS is set. All tests share the emulator: use a Project each.
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

// Main runs a package's tests and then stops the emulator they started:
//
//	func TestMain(m *testing.M) { emulator.Main(m) }
func Main(m *testing.M) {
	code := m.Run()
	if shared.running != nil {
		shared.running.Stop()
	}
	os.Exit(code)
}

// Project returns the ID of a project that no other test uses.
func Project() string { return "demo-" + strings.ToLower(rand.Text()[:16]) }

// Client returns a client of the test's emulator, closed when the test ends.
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
