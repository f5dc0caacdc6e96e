package main

import (
	"context"
	"fmt"
	"os"
	"sync"
	"time"
)

// How long the parts of the end may take.
const (
	lastRequests = 5 * time.Second
	lastEvents   = 5 * time.Second
	lastSave     = 2 * time.Minute
	lastProcess  = 5 * time.Second
)

// stop ends what was started, from the door inwards: no new requests, the
// events they caused delivered, the data saved, then the processes.
func (h *host) stop() error {
	h.log.Info("ending; a second Ctrl-C ends at once, without saving")
	os.Remove(h.state.path(endpointsFile))
	h.closeFront()
	h.drain()
	var err error
	if h.opened {
		err = h.saveLast()
	}
	h.stopProcesses()
	if h.storageServer != nil {
		h.storageServer.Close()
	}
	return err
}

func (h *host) closeFront() {
	if h.front == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), lastRequests)
	defer cancel()
	if h.front.Shutdown(ctx) != nil {
		h.front.Close()
	}
}

// drain lets the functions have the events that wait.
func (h *host) drain() {
	ctx, cancel := context.WithTimeout(context.Background(), lastEvents)
	defer cancel()
	h.queue.Drain(ctx)
	if n := h.queue.Waiting(); n > 0 && h.endFleet != nil {
		h.log.Warn("events are lost", "events", n)
	}
}

func (h *host) saveLast() error {
	ctx, cancel := context.WithTimeout(context.Background(), lastSave)
	defer cancel()
	if err := h.saver.save(ctx); err != nil {
		return fmt.Errorf("what changed lately is not saved: %w", err)
	}
	return nil
}

func (h *host) stopProcesses() {
	var stopping sync.WaitGroup
	if h.endFleet != nil {
		h.endFleet()
		stopping.Go(h.fleet.wait)
	}
	if h.firebase != nil {
		stopping.Go(func() { h.firebase.Stop(lastProcess) })
	}
	if h.hot != nil {
		stopping.Go(func() { h.hot.Stop(lastProcess) })
	}
	if h.firestore != nil {
		stopping.Go(h.firestore.Stop)
	}
	stopping.Wait()
}
