package main

import (
	"context"
	"io"
	"net/http"
	"time"

	"shopfyp.dev/tools/dev/internal/eventarc"
	"shopfyp.dev/tools/dev/internal/front"
)

// newFront returns the server of the functions, their events and our own orders.
func (h *host) newFront() *http.Server {
	mux := http.NewServeMux()
	front.Register(mux, h.self(), h.fleet.services())
	mux.Handle(eventarc.TriggerPattern, h.queue)
	mux.Handle("POST "+rebuildPath, h.builder)
	return &http.Server{Handler: h.saver.watch(mux)}
}

// startShop starts Firestore and the functions, and sees to it that there are
// products and an index of them. It reports whether it loaded the demo catalogue.
func (h *host) startShop(ctx context.Context, fail context.CancelCauseFunc) (seeded bool, err error) {
	if err := h.step("Firestore", func() error { return h.startFirestore(ctx, fail) }); err != nil {
		return false, err
	}
	seed, err := newSeeder(ctx, h.config, h.log)
	if err != nil {
		return false, err
	}
	defer seed.client.Close()
	var has stock
	err = h.step("products", func() (err error) { has, err = seed.products(ctx); return err })
	if err != nil {
		return false, err
	}
	h.startFunctions()
	if err := h.registerTriggers(ctx); err != nil {
		return false, err
	}
	if has.seeded {
		if err := h.step("demo shoppers", func() error { return seed.histories(ctx) }); err != nil {
			return false, err
		}
	}
	if has.seeded || has.any && !h.hasIndex() {
		if err := h.step("index", func() error { return h.firstIndex(ctx) }); err != nil {
			return false, err
		}
	}
	return has.seeded, h.step("functions", func() error { return h.warm(ctx) })
}

// firstIndex builds one. Where that does not work the shop opens without: a later build may do better.
func (h *host) firstIndex(ctx context.Context) error {
	if err := h.builder.run(ctx, io.Discard); err != nil && ctx.Err() == nil {
		h.log.ErrorContext(ctx, "no index yet", "err", err)
	}
	return ctx.Err()
}

// startFunctions runs the functions and the queue of their events until endFleet.
func (h *host) startFunctions() {
	ctx, end := context.WithCancel(context.Background())
	h.endFleet = end
	h.fleet.start(ctx)
	h.fleet.running.Go(func() { h.queue.Run(ctx) })
}

// registerTriggers has Firestore tell the front door of what event functions wait for.
// The products are stored before: their writing is nobody's event.
func (h *host) registerTriggers(ctx context.Context) error {
	for _, fn := range h.fleet.functions {
		if fn.Event == nil {
			continue
		}
		if err := h.firestore.RegisterTrigger(ctx, h.config.Project, fn.Name, fn.Event.Type, fn.Event.Document); err != nil {
			return err
		}
	}
	return nil
}

func (h *host) hasIndex() bool {
	_, err := h.storage.GetObject(h.config.Bucket(), "indexes/current.json")
	return err == nil
}

// warm waits for the functions, but not for ever: the shop may run without one of them.
func (h *host) warm(ctx context.Context) error {
	patience, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	if err := h.fleet.warm(patience); err != nil && ctx.Err() == nil {
		h.log.WarnContext(ctx, "going on without waiting", "err", err)
	}
	return ctx.Err()
}

// open does what comes after everything answers, and says that the shop is open.
func (h *host) open(ctx context.Context, seeded bool) error {
	h.opened = true
	if seeded {
		if err := seedAccounts(ctx, h.config); err != nil {
			return err
		}
		if err := h.saver.save(ctx); err != nil {
			return err
		}
	}
	if h.config.Hot {
		if err := h.startHot(ctx); err != nil {
			return err
		}
	}
	go h.builder.schedule(ctx, h.config.RebuildEvery)
	go h.saver.keepSaving(ctx, h.config.SaveEvery)
	at := h.config.endpoints()
	if err := at.write(h.state.path(endpointsFile)); err != nil {
		return err
	}
	if h.config.Verbose {
		h.console.Print("\n" + h.timeline.String())
	}
	h.console.Print(banner(at, h.state.path("logs", "dev.jsonl")))
	return nil
}
