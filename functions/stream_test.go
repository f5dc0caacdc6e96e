package functions

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	cloudevents "github.com/cloudevents/sdk-go/v2"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/gcp/firestoredb"
)

const (
	streamed      = 600 // changes, more than one for each product; STREAM overrides it
	cardsAChange  = 5   // cards for each change
	streamWriters = 4
	streamItems   = 100             // products of each writer
	tooLate       = 5 * time.Second // after it could no longer be bought, a product must not be on a card
)

// A stream changes products, and knows which of them cannot be bought.
type stream struct {
	products *firestoredb.Products
	receive  func(context.Context, cloudevents.Event) error

	mu   sync.Mutex
	gone map[catalog.ID]time.Time // since when a product cannot be bought
}

// write stores a product, deletes it if it has no title, and delivers the event.
func (s *stream) write(t *testing.T, p catalog.Product) error {
	var err error
	if p.Availability == "" && p.Title != "" { // from now on it may be on cards again
		s.mark(p.ID, time.Time{})
	}
	if p.Title == "" {
		err = s.products.Delete(t.Context(), []catalog.ID{p.ID})
	} else {
		_, err = s.products.Put(t.Context(), []catalog.Product{p})
	}
	if err != nil {
		return err
	}
	if p.Availability != "" || p.Title == "" {
		s.mark(p.ID, time.Now())
	}
	return s.receive(t.Context(), written(t, p.ID))
}

func (s *stream) mark(id catalog.ID, since time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if since.IsZero() {
		delete(s.gone, id)
	} else if _, ok := s.gone[id]; !ok {
		s.gone[id] = since
	}
}

// late reports whether a product could not be bought for too long before a time.
func (s *stream) late(id catalog.ID, at time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	since, ok := s.gone[id]
	return ok && at.Sub(since) > tooLate
}

// item returns product i of a writer, as it is on sale.
func item(writer, i int) catalog.Product {
	return catalog.Product{
		ID: catalog.ID(fmt.Sprintf("item-%d-%d", writer, i)), Title: fmt.Sprintf("Garden Gnome %s %d", []string{"Red", "Blue", "Green"}[i%3], i),
		Price: catalog.Money{Amount: int64(100 + i), Currency: "EUR"},
	}
}

// run puts the products of a writer on sale and changes them n times.
func (s *stream) run(t *testing.T, writer, n int) error {
	rng := rand.New(rand.NewPCG(uint64(writer), 11))
	for i := range n {
		p := item(writer, rng.IntN(streamItems))
		if i < streamItems {
			p = item(writer, i)
		} else if kind := rng.IntN(5); kind < 2 {
			p.Title = ""
		} else if kind == 2 {
			p.Availability = catalog.OutOfStock
		} else {
			p.Price.Amount = int64(rng.IntN(9_000) + 1)
		}
		if err := s.write(t, p); err != nil {
			return fmt.Errorf("change %d of %s: %w", i, p.ID, err)
		}
	}
	return nil
}

// No card shows a product seconds after it could no longer be bought, while hundreds of products change.
func TestCardsDuringStreamOfChanges(t *testing.T) {
	changes := numberOf(t, "STREAM", streamed)
	cards := int64(cardsAChange * changes)
	w := newWorld(t)
	project := emulatortest.Project()
	w.ports.Products = nil // in Firestore, as the changes; histories are in memory
	host := w.host(t, io.Discard, "GOOGLE_CLOUD_PROJECT="+project, "CHANGES_EVERY=250ms")
	shop := &remoteWorld{world: w, servers: serve(t, host)}
	s := &stream{
		products: firestoredb.NewProducts(emulatortest.Client(t, project)), receive: host.Event("catalog"), gone: make(map[catalog.ID]time.Time),
	}
	for i, color := range []string{"red", "blue", "green"} {
		for j := range 4 {
			shop.search(t, fmt.Sprintf("user-%d", 4*i+j), fmt.Sprintf("%s garden gnome %d", color, 20*j))
		}
	}

	var writers, readers sync.WaitGroup
	for i := range streamWriters {
		writers.Go(func() {
			if err := s.run(t, i, changes/streamWriters); err != nil {
				t.Error(err)
			}
		})
	}
	var asked, shown atomic.Int64
	done := make(chan struct{})
	for i := range 2 {
		readers.Go(func() {
			for n := 0; ; n++ {
				select {
				case <-done:
					if asked.Load() >= cards {
						return
					}
				default:
				}
				shop.askCard(t, s, fmt.Sprintf("user-%d", (2*n+i)%12), &shown)
				asked.Add(1)
				if t.Failed() {
					return
				}
			}
		})
	}
	writers.Wait()
	time.Sleep(tooLate + time.Second) // what is gone at the end must leave the cards too
	close(done)
	readers.Wait()
	t.Logf("%d cards showed %d changed products", asked.Load(), shown.Load())
	if shown.Load() < cards {
		t.Errorf("%d cards showed %d of the products that change, want at least one on each", asked.Load(), shown.Load())
	}
}

// askCard asks for a card and checks its products.
func (w *remoteWorld) askCard(t *testing.T, s *stream, user string, shown *atomic.Int64) {
	t.Helper()
	at := time.Now()
	card := w.card(t, user)
	if len(card.Products) != 3 {
		t.Errorf("card has %d products, want 3", len(card.Products))
	}
	for _, p := range card.Products {
		if s.late(catalog.ID(p.ProductID), at) {
			t.Errorf("a card shows %s, which could not be bought for %s", p.ProductID, tooLate)
		}
		if strings.HasPrefix(p.ProductID, "item-") {
			shown.Add(1)
		}
	}
}
