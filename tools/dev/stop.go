package main

import (
	"context"
	"fmt"
	"os"
	"sync"
	"time"
)

// Timeouts of the steps of stop.
const (
	lastRequests = 5 * time.Second
	lastEvents   = 5 * time.Second
	lastSave     = 2 * time.Minute
	lastProcess  = 5 * time.Second
)

// stop stops the requests, delivers pending events, saves the data and stops the
// processes, in this order.
func (h *host) stop() error {
	h.log.Info("stopping; press Ctrl-C again to stop at once, without saving")
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

// drain waits until pending events are delivered, up to a timeout.
func (h *host) drain() {
	ctx, cancel := context.WithTimeout(context.Background(), lastEvents)
	defer cancel()
	h.queue.Drain(ctx)
	if n := h.queue.Waiting(); n > 0 && h.endFleet != nil {
		h.log.Warn("pending events lost", "events", n)
	}
}

func (h *host) saveLast() error {
	ctx, cancel := context.WithTimeout(context.Background(), lastSave)
	defer cancel()
	if err := h.saver.save(ctx); err != nil {
		return fmt.Errorf("recent changes are not saved: %w", err)
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
	if h.milvus != nil {
		stopping.Go(h.milvus.Stop)
	}
	if h.firestore != nil {
		stopping.Go(h.firestore.Stop)
	}
	stopping.Wait()
}
