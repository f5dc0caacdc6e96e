package load

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"shopfyp.dev/index-builder/build"
	"shopfyp.dev/index-builder/input"
	"shopfyp.dev/shared/snapshot"
)

// stateObject is the bucket's object of the state. Without it, the next load is a full one.
const stateObject = "engine/state.json"

// A state tells what the last load has done.
type state struct {
	Address   string    `json:"address"`
	Model     string    `json:"model"`
	Companion int       `json:"companion"`
	FullAt    time.Time `json:"fullAt"` // the store's time of the last full load
	Until     time.Time `json:"until"`  // the collection has all changes up to this time of the store
	Sample    Sample    `json:"sample"`
}

// errFull says why a load must read the whole catalog.
var errFull = errors.New("the whole catalog is read")

// needsFull returns nil if the changes since the last load are enough.
func (l *Loader) needsFull(ctx context.Context, s state) error {
	now := l.Now() // only days matter, so the clock of this machine is good enough
	switch {
	case l.Full:
		return errFull
	case s.Address == "":
		return fmt.Errorf("%w: no load has ended yet", errFull)
	case s.Address != l.Address || s.Model != l.Embedder.Model() || s.Companion != l.Companion:
		return fmt.Errorf("%w: the last load was into another collection, or with another limit of the companion", errFull)
	case now.Sub(s.FullAt) > build.FullEvery:
		return fmt.Errorf("%w: that was last done at %s", errFull, s.FullAt.Format(time.RFC3339))
	case now.Sub(s.Until) > build.KeepChanges:
		return fmt.Errorf("%w: changes since the last load, at %s, may be deleted", errFull, s.Until.Format(time.RFC3339))
	}
	c, err := l.Engine.Open(ctx, s.Model)
	if err != nil {
		return fmt.Errorf("%w: %w", errFull, err)
	}
	defer c.Close()
	if n, err := c.Len(ctx); err != nil || n == 0 {
		return errors.Join(fmt.Errorf("%w: the collection has no products", errFull), err)
	}
	return nil
}

// state returns the state of the last load, or the zero state if there is none.
func (l *Loader) state(ctx context.Context) (s state, err error) {
	err = input.ReadJSON(ctx, l.Bucket, stateObject, &s)
	if errors.Is(err, snapshot.ErrNotFound) {
		return state{}, nil
	}
	return s, err
}

func (l *Loader) save(ctx context.Context, s state) error { return l.writeJSON(ctx, stateObject, s) }

func (l *Loader) writeJSON(ctx context.Context, name string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	if _, err := l.Bucket.Write(ctx, name, bytes.NewReader(data), snapshot.AnyGeneration); err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	return nil
}
