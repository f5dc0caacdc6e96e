package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"shopfyp.dev/shared/gcp/emulatortest"
)

// A saver saves Firestore's documents and Auth's accounts, which the emulators keep in memory.
type saver struct {
	firestore emulatortest.Control
	project   string
	documents vault
	firebase  firebase
	log       *slog.Logger

	changed atomic.Bool
	turn    sync.Mutex
}

// exportName is the name of Firestore's export within its folder.
const exportName = "firestore"

// savedFirestore returns the metadata file of the latest save, or "".
func savedFirestore(documents vault) string {
	dir, ok := documents.newest()
	if !ok {
		return ""
	}
	return dir + "/" + exportName + "/" + exportName + ".overall_export_metadata"
}

// save exports the documents and the accounts. If one fails, it still exports the other.
func (s *saver) save(ctx context.Context) error {
	s.turn.Lock()
	defer s.turn.Unlock()
	s.changed.Store(false)
	err := errors.Join(
		s.documents.keep(func(dir string) error {
			_, err := s.firestore.Export(ctx, s.project, dir, exportName)
			return err
		}),
		s.firebase.save(ctx),
	)
	if err != nil {
		s.changed.Store(true)
	}
	return err
}

// keepSaving saves changed data at an interval until ctx is done. The interval is
// at least 20 times the duration of the last save. keepSaving logs errors.
func (s *saver) keepSaving(ctx context.Context, every time.Duration) {
	if every <= 0 {
		return
	}
	wait := every
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
		if !s.changed.Load() {
			continue
		}
		start := time.Now()
		if err := s.save(ctx); err != nil && ctx.Err() == nil {
			s.log.ErrorContext(ctx, "data not saved", "err", err)
		}
		wait = max(every, 20*time.Since(start))
	}
}

// watch returns a handler that marks the data as changed after each request.
func (s *saver) watch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer s.changed.Store(true)
		next.ServeHTTP(w, r)
	})
}
