package functions

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/interaction"
)

func TestMain(m *testing.M) { emulatortest.Main(m) }

// A remoteWorld is a world with its products and interactions in Firestore, behind a proxy that can fail.
type remoteWorld struct {
	*world
	proxy   *emulatortest.Proxy
	project string
	host    *Host
	stored  interaction.Log // bypasses the proxy
	servers map[string]*httptest.Server
}

// newRemoteWorld returns a world with products in a new project. It sets environment variables for a moment, so a test
// calls it before t.Parallel.
func newRemoteWorld(t *testing.T) *remoteWorld {
	t.Helper()
	project := emulatortest.Project()
	if _, err := firestoredb.NewProducts(emulatortest.Client(t, project)).Put(t.Context(), products); err != nil {
		t.Fatal(err)
	}
	return newInstance(t, project)
}

// newInstance returns another instance of the functions with the products and the log of the project. environ adds to
// its variables.
func newInstance(t *testing.T, project string, environ ...string) *remoteWorld {
	t.Helper()
	w := &remoteWorld{world: newWorld(t), proxy: emulatortest.NewProxy(t), project: project}
	w.stored = firestoredb.NewInteractions(emulatortest.Client(t, project))
	w.ports.Products, w.ports.Log = nil, nil
	w.host = w.world.host(t, io.Discard, append(environ, "GOOGLE_CLOUD_PROJECT="+project)...)
	w.openThroughProxy(t)
	w.servers = serve(t, w.host)
	return w
}

// openThroughProxy opens the App's Firestore client through the proxy. The client reads its address from the environment once.
func (w *remoteWorld) openThroughProxy(t *testing.T) {
	t.Helper()
	emulator := os.Getenv("FIRESTORE_EMULATOR_HOST")
	os.Setenv("FIRESTORE_EMULATOR_HOST", w.proxy.Addr())
	defer os.Setenv("FIRESTORE_EMULATOR_HOST", emulator)
	if err := w.host.app.Open(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// awaitWritten waits until all interactions are in Firestore.
func (w *remoteWorld) awaitWritten(t *testing.T) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); w.host.app.Waiting() > 0; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d interactions are still pending a minute after the fault", w.host.app.Waiting())
		}
	}
}

// An answerForTest holds the fields of search, click and recommend responses.
type answerForTest struct {
	Products []struct {
		ProductID string
		Reason    reasonForTest
	}
	InteractionID string
	Fallback      string
}

type reasonForTest struct{ Type, Query string }

// ask calls a function as the user. It fails the test unless the status is 200.
func (w *remoteWorld) ask(t *testing.T, user, function, method, path, body string) (a answerForTest) {
	t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), method, w.servers[function].URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+user)
	req.Header.Set("Content-Type", "application/json")
	return requireOK(t, req)
}

// requireOK sends the request and returns the decoded body. It fails the test unless the status is 200.
func requireOK(t *testing.T, req *http.Request) (a answerForTest) {
	t.Helper()
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Error(err)
		return a
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK || json.Unmarshal(data, &a) != nil {
		t.Errorf("%s %s: %d %s %v", req.Method, req.URL.Path, res.StatusCode, data, err)
	}
	return a
}

func (w *remoteWorld) search(t *testing.T, user, query string) answerForTest {
	t.Helper()
	return w.ask(t, user, "search", "POST", "/api/search", fmt.Sprintf(`{"query": %q}`, query))
}

func (w *remoteWorld) card(t *testing.T, user string) answerForTest {
	t.Helper()
	return w.ask(t, user, "recommend", "GET", "/api/recommend/"+user, "")
}

// outage returns how long Firestore stays unavailable: a second, or the value of OUTAGE ("1m").
func outage(t *testing.T) time.Duration {
	t.Helper()
	text := os.Getenv("OUTAGE")
	if text == "" {
		return time.Second
	}
	d, err := time.ParseDuration(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// During a Firestore outage, the functions keep answering and lose no interactions.
func TestFirestoreOutageLosesNothing(t *testing.T) {
	for name, fault := range map[string]emulatortest.Fault{
		"gone": {Gone: true}, "failing": {Cut: true}, "silent": {Silent: true}, "very slow": {Delay: 3 * time.Second},
	} {
		w := newRemoteWorld(t)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w.survives(t, fault, outage(t))
		})
	}
}

// survives searches, clicks and requests cards during the fault. All interactions must be in the log afterwards.
func (w *remoteWorld) survives(t *testing.T, fault emulatortest.Fault, lasting time.Duration) {
	user := strings.ReplaceAll(t.Name(), "/", "-")
	w.search(t, user, "bluetooth speaker")
	w.awaitWritten(t)
	w.awaitCard(t, user, func(r reasonForTest) bool { return r.Query == "bluetooth speaker" })
	w.proxy.Set(fault)
	var ids []string
	for end := time.Now().Add(lasting); len(ids) < 4 || time.Now().Before(end); {
		found := w.search(t, user, "running shoe")
		clicked := w.ask(t, user, "click", "POST", "/api/click", `{"productId": "lamp-1"}`)
		if len(found.Products) == 0 || found.InteractionID == "" || clicked.InteractionID == "" {
			t.Fatalf("during the fault, search and click = %+v, %+v, want products and interaction IDs", found, clicked)
		}
		ids = append(ids, found.InteractionID, clicked.InteractionID)
		if card := w.card(t, user); card.Fallback != "popular" || len(card.Products) != 3 || card.Products[0].Reason.Type != "popular" {
			t.Fatalf("during the fault, card = %+v, want three popular products and fallback popular", card)
		}
	}
	w.proxy.Set(emulatortest.Fault{})
	w.awaitWritten(t)
	w.requireLogged(t, user, ids)
	w.awaitCard(t, user, func(r reasonForTest) bool { return r.Type == "click" })
	t.Logf("%d interactions during the fault, none lost", len(ids))
}

// Pending interactions are written even if Firestore stays slow: each attempt has enough time for all its calls.
func TestSlowFirestoreGetsInteractions(t *testing.T) {
	w := newRemoteWorld(t)
	t.Parallel()
	w.proxy.Set(emulatortest.Fault{Delay: 2 * time.Second})
	id := w.search(t, "ann", "running shoe").InteractionID
	w.awaitWritten(t)
	w.requireLogged(t, "ann", []string{id})
}

// awaitCard waits until the user's card is not a fallback and first accepts the reason of its first product.
// After a fault, each broken connection may still fail one request.
func (w *remoteWorld) awaitCard(t *testing.T, user string, first func(reasonForTest) bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(10 * time.Millisecond) {
		card := w.card(t, user)
		if card.Fallback == "" && first(card.Products[0].Reason) {
			return
		}
		if time.Now().After(deadline) {
			t.Fatalf("card a minute after the fault = %+v", card)
		}
	}
}

// requireLogged checks that the log ends with the given interactions, in order and without duplicates.
func (w *remoteWorld) requireLogged(t *testing.T, user string, ids []string) {
	t.Helper()
	var logged []string
	for after := (interaction.Cursor{}); ; {
		page, next, err := w.stored.Page(t.Context(), user, 100, after)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range page {
			logged = append([]string{x.ID}, logged...)
		}
		if after = next; next.IsZero() {
			break
		}
	}
	if got, want := strings.Join(logged, " "), strings.Join(ids, " "); !strings.HasSuffix(got, want) {
		t.Errorf("log = %s, want it to end with %s", got, want)
	}
}

// An interaction that is deleted while it is pending is never written.
func TestDeletePendingInteraction(t *testing.T) {
	w := newRemoteWorld(t)
	t.Parallel()
	w.search(t, "ann", "desk lamp") // fills the log
	w.proxy.Set(emulatortest.Fault{Gone: true})
	removed := w.search(t, "ann", "bluetooth speaker").InteractionID
	kept := w.search(t, "ann", "running shoe").InteractionID
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	_ = w.host.app.Log.Delete(gone, "ann", removed) // fails: Firestore is unavailable
	w.proxy.Set(emulatortest.Fault{})
	w.ask(t, "ann", "history", "DELETE", "/api/history/"+removed, "")
	w.awaitWritten(t)
	if _, err := w.stored.Get(t.Context(), "ann", removed); err == nil {
		t.Error("the deleted interaction is in the log")
	}
	if _, err := w.stored.Get(t.Context(), "ann", kept); err != nil {
		t.Errorf("the kept interaction: %v", err)
	}
}

// One instance must not write a pending interaction that the user deletes through another instance, neither after
// the deletion nor during it.
func TestDeleteThroughAnotherInstance(t *testing.T) {
	for name, remove := range map[string]func(t *testing.T, there *remoteWorld, user, id string){
		"one": func(t *testing.T, there *remoteWorld, user, id string) {
			there.ask(t, user, "history", "DELETE", "/api/history/"+id, "")
		},
		"all": func(t *testing.T, there *remoteWorld, user, _ string) {
			there.ask(t, user, "history", "DELETE", "/api/history", "")
		},
		"of an account": func(t *testing.T, there *remoteWorld, user, _ string) {
			there.ask(t, user, "account", "DELETE", "/api/account", "")
		},
	} {
		here := newRemoteWorld(t)
		there := newInstance(t, here.project)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for _, order := range []string{"before", "while", "while", "while", "while", "while"} {
				t.Run(order+" it is written", func(t *testing.T) {
					here.deleteWhilePending(t, order == "before", func(user, id string) { remove(t, there, user, id) })
				})
			}
		})
	}
}

// deleteWhilePending removes a pending interaction before or while it is written. It must not be in the log afterwards.
func (w *remoteWorld) deleteWhilePending(t *testing.T, before bool, remove func(user, id string)) {
	user := strings.NewReplacer("/", "-", "#", "-").Replace(t.Name())
	w.proxy.Set(emulatortest.Fault{Gone: true})
	id := w.search(t, user, "bluetooth speaker").InteractionID
	otherID := w.search(t, user+"-2", "bluetooth speaker").InteractionID
	var both sync.WaitGroup
	if before {
		remove(user, id)
	} else {
		both.Go(func() { remove(user, id) })
	}
	w.proxy.Set(emulatortest.Fault{})
	both.Wait()
	w.awaitWritten(t)
	if x, err := w.stored.Get(t.Context(), user, id); !errors.Is(err, interaction.ErrNotFound) {
		t.Errorf("deleted interaction = %+v, %v, want ErrNotFound", x, err)
	}
	if _, err := w.stored.Get(t.Context(), user+"-2", otherID); err != nil {
		t.Errorf("interaction of the other user: %v", err)
	}
}

// Drain answers the requests in flight and writes the pending interactions.
func TestDrainLosesNothing(t *testing.T) {
	w := newRemoteWorld(t)
	t.Parallel()
	w.proxy.Set(emulatortest.Fault{Delay: 2 * time.Second}) // longer than a click waits for Firestore
	ids := make([]string, 50)
	var all sync.WaitGroup
	for i := range ids {
		all.Go(func() {
			ids[i] = w.ask(t, fmt.Sprint("user", i), "click", "POST", "/api/click", `{"productId": "lamp-1"}`).InteractionID
		})
	}
	for w.host.busy.n.Load() == 0 {
		time.Sleep(time.Millisecond)
	}
	drained := make(chan error)
	go func() { drained <- w.host.Drain(t.Context()) }()
	all.Wait()
	w.proxy.Set(emulatortest.Fault{}) // while the clicks are pending
	if err := <-drained; err != nil {
		t.Error(err)
	}
	for i, id := range ids {
		if _, err := w.stored.Get(t.Context(), fmt.Sprint("user", i), id); err != nil {
			t.Errorf("user %d: %v", i, err)
		}
	}
}
