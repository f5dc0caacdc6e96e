package functions

import (
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/snapshot"
)

// A liveShop has its catalog in the Firestore emulator and two instances of the functions. The second one starts cold:
// it gets its first request after the first change.
type liveShop struct {
	products  *firestoredb.Products
	instances []*remoteWorld
}

func newLiveShop(t *testing.T) *liveShop {
	t.Helper()
	first := newRemoteWorld(t)
	s := &liveShop{products: firestoredb.NewProducts(emulatortest.Client(t, first.project))}
	for range 2 {
		s.instances = append(s.instances, newInstance(t, first.project, "CHANGES_EVERY=20ms"))
	}
	s.instances[0].search(t, "ann", "bluetooth speaker")
	return s
}

// put writes products and delivers their events to the second instance.
func (s *liveShop) put(t *testing.T, all ...catalog.Product) {
	t.Helper()
	if _, err := s.products.Put(t.Context(), all); err != nil {
		t.Fatal(err)
	}
	for _, p := range all {
		s.deliver(t, p.ID)
	}
}

func (s *liveShop) delete(t *testing.T, id catalog.ID) {
	t.Helper()
	if err := s.products.Delete(t.Context(), []catalog.ID{id}); err != nil {
		t.Fatal(err)
	}
	s.deliver(t, id)
}

func (s *liveShop) deliver(t *testing.T, id catalog.ID) {
	t.Helper()
	if err := s.instances[1].host.Event("catalog")(t.Context(), written(t, id)); err != nil {
		t.Fatal(err)
	}
}

// get calls a GET route and decodes the answer into out. It returns the status.
func (w *remoteWorld) get(t *testing.T, function, path string, out any) int {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.servers[function].URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	return sendAs(t, req, out)
}

// find returns the products of a search for bob.
func (w *remoteWorld) find(t *testing.T, query string) []catalog.Card {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.servers["search"].URL+"/api/search", strings.NewReader(fmt.Sprintf(`{"query": %q, "limit": 20}`, query)))
	if err != nil {
		t.Fatal(err)
	}
	var found struct{ Products []catalog.Card }
	if status := sendAs(t, req, &found); status != http.StatusOK {
		t.Fatalf("search for %q: status %d", query, status)
	}
	return found.Products
}

func sendAs(t *testing.T, req *http.Request, out any) int {
	t.Helper()
	req.Header.Set("Authorization", "Bearer bob")
	req.Header.Set("Content-Type", "application/json")
	status, body := send(t, req)
	if status == http.StatusOK {
		if err := json.Unmarshal([]byte(body), out); err != nil {
			t.Fatalf("%s: %v", body, err)
		}
	}
	return status
}

// cardOf returns a product among cards.
func cardOf(cards []catalog.Card, id catalog.ID) (catalog.Card, bool) {
	i := slices.IndexFunc(cards, func(c catalog.Card) bool { return c.ID == id })
	if i < 0 {
		return catalog.Card{}, false
	}
	return cards[i], true
}

// visible waits until both instances show a change.
func (s *liveShop) visible(t *testing.T, name string, shows func(w *remoteWorld) bool) {
	t.Helper()
	for i, w := range s.instances {
		for deadline := time.Now().Add(time.Minute); !shows(w); time.Sleep(10 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("%s is not visible in instance %d a minute after the change", name, i)
			}
		}
	}
}

// Each kind of change is on sale in every instance without a build.
func TestChangesAreOnSale(t *testing.T) {
	s := newLiveShop(t)
	euros := func(n int64) catalog.Money { return catalog.Money{Amount: 100 * n, Currency: "EUR"} }
	p := catalog.Product{ID: "drone-1", Title: "Camera Drone", Price: euros(300), Category: []string{"Toys"}, SKU: "DR-4711", ImageURL: "https://img.example/1.jpg"}
	found := func(w *remoteWorld, query string, check func(catalog.Card) bool) bool {
		c, ok := cardOf(w.find(t, query), p.ID)
		return ok && check(c)
	}
	change := func(name string, edit func(), query string, check func(catalog.Card) bool) {
		edit()
		s.put(t, p)
		s.visible(t, name, func(w *remoteWorld) bool { return found(w, query, check) })
	}
	any := func(catalog.Card) bool { return true }

	change("a new product", func() {}, "camera drone", any)
	s.visible(t, "a new product by its number", func(w *remoteWorld) bool { return found(w, "DR-4711", any) })
	s.visible(t, "products like a new one", func(w *remoteWorld) bool {
		var similar struct{ Products []catalog.Card }
		return w.get(t, "similar", "/api/similar/drone-1", &similar) == http.StatusOK && len(similar.Products) > 0
	})
	change("a price", func() { p.Price = euros(250) }, "camera drone", func(c catalog.Card) bool { return c.Price == euros(250) })
	change("a sale", func() { p.SalePrice, p.SaleEnd = euros(199), time.Now().Add(time.Hour) }, "camera drone",
		func(c catalog.Card) bool { return c.Price == euros(199) && c.ListPrice == euros(250) })
	change("a sale within a price limit", func() {}, "camera drone under 200 euros", any)
	change("a rename", func() { p.Title = "Racing Quadcopter" }, "racing quadcopter", func(c catalog.Card) bool { return c.Title == "Racing Quadcopter" })
	change("an availability", func() { p.Availability = catalog.OutOfStock }, "racing quadcopter", func(c catalog.Card) bool { return c.Availability == catalog.OutOfStock })
	change("an availability again", func() { p.Availability = "" }, "racing quadcopter", func(c catalog.Card) bool { return c.Availability == "" })
	change("a category", func() { p.Category = []string{"Electronics", "Drones"} }, "drones", func(c catalog.Card) bool { return slices.Equal(c.Category, p.Category) })
	change("an image", func() { p.ImageURL = "https://img.example/2.jpg" }, "racing quadcopter", func(c catalog.Card) bool { return c.ImageURL == p.ImageURL })

	p.GroupID, p.Color = "drones", "Red"
	q := p
	q.ID, q.Color, q.SKU = "drone-2", "Blue", "DR-4712"
	s.put(t, p, q)
	s.visible(t, "a variant", func(w *remoteWorld) bool {
		var page struct{ Variants []catalog.Card }
		return w.get(t, "product", "/api/product/drone-1", &page) == http.StatusOK && len(page.Variants) == 2
	})

	old := products[3] // in the snapshot
	s.delete(t, old.ID)
	s.delete(t, q.ID)
	s.visible(t, "a deletion", func(w *remoteWorld) bool {
		_, inSnapshot := cardOf(w.find(t, old.Title), old.ID)
		_, isNew := cardOf(w.find(t, "racing quadcopter"), q.ID)
		return !inSnapshot && !isNew
	})
	for i, w := range s.instances {
		if status := w.get(t, "similar", "/api/similar/"+string(old.ID), &struct{}{}); status != http.StatusNotFound {
			t.Errorf("instance %d: products like a deleted one: status %d, want 404", i, status)
		}
	}
}

// Deleted and sold-out products leave the cards.
func TestCardsLoseProductsThatCannotBeBought(t *testing.T) {
	s := newLiveShop(t)
	for _, w := range s.instances {
		w.search(t, "bob", "bluetooth speaker")
		w.awaitWritten(t)
	}
	soldOut := products[1]
	soldOut.Availability = catalog.OutOfStock
	s.put(t, soldOut)
	s.delete(t, products[0].ID)
	s.visible(t, "the removal of two products", func(w *remoteWorld) bool {
		var card struct{ Products []catalog.Card }
		if status := w.get(t, "recommend", "/api/recommend/bob?limit=5", &card); status != http.StatusOK || len(card.Products) != 5 {
			t.Fatalf("card has status %d and %d products, want 5: others must fill the gaps", status, len(card.Products))
		}
		_, deleted := cardOf(card.Products, products[0].ID)
		_, sold := cardOf(card.Products, soldOut.ID)
		return !deleted && !sold
	})
}

// In a storm of late, repeated and unordered events, the newest state of each product wins.
func TestStormOfChanges(t *testing.T) {
	s := newLiveShop(t)
	t.Parallel()
	rng := rand.New(rand.NewPCG(7, 7))
	receive := s.instances[1].host.Event("catalog")
	var events sync.WaitGroup
	slots := make(chan struct{}, 8)
	for i := range 150 {
		p := catalog.Product{ID: catalog.ID(fmt.Sprintf("storm-%d", rng.IntN(30))), Title: fmt.Sprintf("Garden Gnome %d", i)}
		if rng.IntN(5) == 0 {
			if err := s.products.Delete(t.Context(), []catalog.ID{p.ID}); err != nil {
				t.Fatal(err)
			}
		} else if _, err := s.products.Put(t.Context(), []catalog.Product{p}); err != nil {
			t.Fatal(err)
		}
		for range 1 + rng.IntN(3) {
			wait := time.Duration(rng.IntN(50)) * time.Millisecond
			events.Go(func() {
				time.Sleep(wait)
				slots <- struct{}{}
				defer func() { <-slots }()
				err := receive(t.Context(), written(t, p.ID))
				for try := 0; err != nil && try < 5; try++ { // Eventarc delivers a failed event again
					err = receive(t.Context(), written(t, p.ID))
				}
				if err != nil {
					t.Errorf("event of %s: %v", p.ID, err)
				}
			})
		}
	}
	events.Wait()
	want := make(map[catalog.ID]string)
	for p, err := range s.products.All(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(string(p.ID), "storm-") {
			want[p.ID] = p.Title
		}
	}
	s.visible(t, "the newest state of every product", func(w *remoteWorld) bool {
		for i := range 30 {
			id := catalog.ID(fmt.Sprintf("storm-%d", i))
			var similar struct{ Products []catalog.Card }
			status := w.get(t, "similar", "/api/similar/"+string(id), &similar)
			if title := want[id]; (title != "") != (status == http.StatusOK) {
				return false
			}
		}
		for _, c := range w.find(t, "garden gnome") {
			if title, ok := want[c.ID]; strings.HasPrefix(string(c.ID), "storm-") && (!ok || title != c.Title) {
				return false
			}
		}
		return true
	})
}

// While the changes cannot be read, an instance serves the catalog that it has. Afterwards it catches up.
func TestOutageOfChanges(t *testing.T) {
	s := newLiveShop(t)
	t.Parallel()
	w := s.instances[0]
	w.proxy.Set(emulatortest.Fault{Cut: true})
	s.put(t, catalog.Product{ID: "kite-1", Title: "Stunt Kite"}) // through the second instance
	for range 5 {
		if len(w.find(t, "speaker")) == 0 {
			t.Error("search without the changes finds nothing")
		}
	}
	w.proxy.Set(emulatortest.Fault{})
	s.visible(t, "a change during the outage", func(w *remoteWorld) bool {
		_, ok := cardOf(w.find(t, "stunt kite"), "kite-1")
		return ok
	})
}

// A swap to a new snapshot drops the changes that it contains, and keeps the newer ones.
func TestSwapDropsContainedChanges(t *testing.T) {
	w := newWorld(t)
	changes := change.NewMemory(w.store)
	w.ports.Changes = changes
	host := w.host(t, io.Discard, "CHANGES_EVERY=5ms", "REFRESH_EVERY=1ms")
	s := &remoteWorld{world: w, servers: serve(t, host)}
	remove := func(id catalog.ID) {
		err := changes.Record(t.Context(), id, func(change.Source) (change.Update, error) {
			return change.Update{Change: change.Change{ID: id}}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	await := func(what string, id catalog.ID, want int) {
		t.Helper()
		for deadline := time.Now().Add(time.Minute); s.get(t, "similar", "/api/similar/"+string(id), &struct{}{}) != want; time.Sleep(5 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatalf("%s: status is not %d a minute later", what, want)
			}
		}
	}
	if err := w.store.Delete(t.Context(), []catalog.ID{"lamp-1", "shoe-1"}); err != nil { // so that both can be removed
		t.Fatal(err)
	}
	remove("lamp-1")
	await("a removal", "lamp-1", http.StatusNotFound)
	contains, err := changes.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	remove("shoe-1")
	await("a newer removal", "shoe-1", http.StatusNotFound)
	_, generation, err := snapshot.Current(t.Context(), w.bucket)
	if err != nil {
		t.Fatal(err)
	}
	w.publishVersion(t, "v2", generation, contains) // has the lamp, as if it was added again before
	await("the new snapshot", "lamp-1", http.StatusOK)
	for range 20 { // also after later reads
		await("a change that the new snapshot does not contain", "shoe-1", http.StatusNotFound)
		await("a change that the new snapshot contains", "lamp-1", http.StatusOK)
	}
}
