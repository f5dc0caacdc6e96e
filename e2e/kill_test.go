package e2e

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
)

// killFunction kills the process of a function with SIGKILL. The host restarts it.
func (s *stack) killFunction(t *testing.T, name string) {
	t.Helper()
	s.kill(t, "function "+name, func(c child) bool {
		environment, err := os.ReadFile(fmt.Sprintf("/proc/%d/environ", c.pid))
		return err == nil && bytes.Contains(environment, []byte("FUNCTION_TARGET="+name+"\x00"))
	})
}

// kill waits for a child process of the host and kills it.
func (s *stack) kill(t *testing.T, what string, is func(child) bool) {
	t.Helper()
	eventually(t, what+" runs", func() error {
		for _, c := range childrenOf(t, s.cmd.Process.Pid) {
			if is(c) {
				return syscall.Kill(c.pid, syscall.SIGKILL)
			}
		}
		return fmt.Errorf("%s does not run", what)
	})
}

// stream writes changes of n products, in this order: all are new, then every second one gets a price, every third a title
// of its own, and every fourth is deleted. It calls at before each write. It returns the products that remain.
func (s *stack) stream(t *testing.T, n int, at func(write int)) map[string]shopItem {
	t.Helper()
	items := make(map[string]shopItem, n)
	write := 0
	each := func(step int, change func(shopItem) shopItem) {
		for i := 0; i < n; i += step {
			at(write)
			write++
			id := fmt.Sprintf("drone-%02d", i)
			items[id] = change(items[id])
			s.store(t, items[id])
		}
	}
	next := 0
	each(1, func(p shopItem) shopItem {
		p.ID, p.Title, p.Price.Amount = fmt.Sprintf("drone-%02d", next), fmt.Sprintf("Quuxfly Drone %d", 4000+next), 1000
		next++
		return p
	})
	each(2, func(p shopItem) shopItem { p.Price.Amount = 555; return p })
	each(3, func(p shopItem) shopItem { p.Title += " Pro"; return p })
	for i := 0; i < n; i += 4 {
		at(write)
		write++
		id := fmt.Sprintf("drone-%02d", i)
		s.delete(t, "products/"+id)
		delete(items, id)
	}
	return items
}

// checkOnSale waits until a search finds exactly the items among the n products of a stream, each once and in its last
// state.
func (me *shopper) checkOnSale(t *testing.T, n int, items map[string]shopItem) {
	t.Helper()
	for i := range n {
		id := fmt.Sprintf("drone-%02d", i)
		eventually(t, id+" is in its last state", func() error {
			var found struct{ Products []shopItem }
			status, err := me.try(http.MethodPost, "/api/search", map[string]any{"query": fmt.Sprintf("Quuxfly Drone %d", 4000+i), "limit": 10}, &found)
			if status != http.StatusOK {
				return fmt.Errorf("status %d, %w", status, err)
			}
			var got []shopItem
			for _, p := range found.Products {
				if p.ID == id {
					got = append(got, p)
				}
			}
			want, exists := items[id]
			if exists && (len(got) != 1 || got[0] != want) || !exists && len(got) > 0 {
				return fmt.Errorf("found %+v, want %+v (exists: %t)", got, want, exists)
			}
			return nil
		})
	}
}

// Killing the function that applies changes, an instance that searches, and the index builder in the middle of a stream
// of changes loses no change and doubles no product, neither in the overlay nor in the next index.
func killedProcessesLoseNoChange(t *testing.T, s *stack) {
	const products = 24
	var rebuilt chan string
	items := s.stream(t, products, func(write int) {
		switch write {
		case 10:
			s.killFunction(t, "catalog")
		case 20:
			s.killFunction(t, "search")
		case 30:
			rebuilt = make(chan string, 1)
			go func() {
				out, err := s.tryRebuild()
				rebuilt <- fmt.Sprintf("%v\n%s", err, out)
			}()
			s.kill(t, "the index builder", func(c child) bool { return c.program == "index-builder" })
		case 40:
			s.killFunction(t, "catalog")
		}
	})
	if out := <-rebuilt; strings.HasPrefix(out, "<nil>") {
		t.Errorf("the killed build reported success:\n%s", out)
	}
	me := s.newShopper(t)
	me.checkOnSale(t, products, items)
	s.rebuild(t)
	me.checkOnSale(t, products, items)
}
