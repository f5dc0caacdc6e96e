package main

import (
	"context"
	"io"
	"net/http"
	"time"

	"shopfyp.dev/tools/dev/internal/eventarc"
	"shopfyp.dev/tools/dev/internal/front"
)

// newFront returns the server for the functions, their events and rebuild requests.
func (h *host) newFront() *http.Server {
	mux := http.NewServeMux()
	front.Register(mux, h.self(), h.fleet.services())
	mux.Handle(eventarc.TriggerPattern, h.queue)
	mux.Handle("POST "+rebuildPath, h.builder)
	return &http.Server{Handler: h.saver.watch(mux)}
}

// startShop starts Firestore and the functions. It loads products if there are
// none and builds an index if there is none. It reports whether it loaded the demo catalog.
func (h *host) startShop(ctx context.Context, fail context.CancelCauseFunc) (seeded bool, err error) {
	if err := h.step("Firestore", func() error { return h.startFirestore(ctx, fail) }); err != nil {
		return false, err
	}
	if h.config.Index == milvusLite {
		if err := h.step("Milvus Lite", func() error { return h.startMilvus(ctx, fail) }); err != nil {
			return false, err
		}
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
	if err := h.step("posts", func() error { return seed.posts(ctx) }); err != nil {
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
	if has.seeded || has.any && (!h.hasIndex() || h.config.Index != "") { // a search engine may lack changes
		if err := h.step("index", func() error { return h.firstIndex(ctx) }); err != nil {
			return false, err
		}
	}
	return has.seeded, h.step("functions", func() error { return h.warm(ctx) })
}

// firstIndex builds an index. It only logs a failed build, because the shop can start without an index.
func (h *host) firstIndex(ctx context.Context) error {
	if err := h.builder.run(ctx, io.Discard); err != nil && ctx.Err() == nil {
		h.log.ErrorContext(ctx, "index not built", "err", err)
	}
	return ctx.Err()
}

// startFunctions runs the functions and the event queue until endFleet is called.
func (h *host) startFunctions() {
	ctx, end := context.WithCancel(context.Background())
	h.endFleet = end
	h.fleet.start(ctx)
	h.fleet.running.Go(func() { h.queue.Run(ctx) })
}

// registerTriggers subscribes the event functions to Firestore's events.
// Documents written before this call cause no events.
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

// warm waits up to 30 seconds for the functions. It only logs a timeout, because the shop can run without one of them.
func (h *host) warm(ctx context.Context) error {
	limited, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	if err := h.fleet.warm(limited); err != nil && ctx.Err() == nil {
		h.log.WarnContext(ctx, "starting without a function that is not ready", "err", err)
	}
	return ctx.Err()
}

// open completes the start when everything is ready and prints the banner.
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
