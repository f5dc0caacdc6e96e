package main

import (
	"fmt"
	"strings"
	"sync"
	"time"
)

// A timeline records when the steps of the start began and ended.
type timeline struct {
	start time.Time

	mu    sync.Mutex
	steps []step
}

type step struct {
	name     string
	from, to time.Duration
}

func newTimeline() *timeline { return &timeline{start: time.Now()} }

// measure runs a step and records its time.
func (t *timeline) measure(name string, f func() error) error {
	from := time.Since(t.start)
	err := f()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.steps = append(t.steps, step{name, from, time.Since(t.start)})
	return err
}

// String returns one line per step, in the order in which they ended.
func (t *timeline) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	var b strings.Builder
	for _, s := range t.steps {
		fmt.Fprintf(&b, "  %-28s %6.2f s to %6.2f s\n", s.name, s.from.Seconds(), s.to.Seconds())
	}
	return b.String()
}
