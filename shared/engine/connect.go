package engine

import (
	"context"
	"errors"
	"fmt"
	"time"

	"shopfyp.dev/shared/recommend"
)

const (
	openTimeout = 2 * time.Second // of a try to connect, which a request waits for
	minOpenWait = 1 * time.Second // after a failed try; each further failure doubles it
	maxOpenWait = 30 * time.Second
)

// Collection returns the open collection of a model, for writes. It returns ErrUnavailable while it cannot be opened.
func (v *Views) Collection(ctx context.Context, model string, dim int) (Collection, error) {
	c, err := v.open(ctx, model, dim)
	if err != nil {
		return nil, err
	}
	if c == nil {
		return nil, fmt.Errorf("%w: it is not open yet", ErrUnavailable)
	}
	return c, nil
}

// open returns the collection of a model, or nil if it is being opened or cannot be opened yet. One call at a time tries.
func (v *Views) open(ctx context.Context, model string, dim int) (Collection, error) {
	v.mu.Lock()
	if v.collection != nil || v.opening || v.config.Now().Before(v.openAfter) {
		defer v.mu.Unlock()
		return v.usable(model, dim)
	}
	v.opening = true
	v.mu.Unlock()
	opening, cancel := context.WithTimeout(context.WithoutCancel(ctx), openTimeout)
	defer cancel()
	c, err := v.config.Open(opening, model, dim)
	v.mu.Lock()
	defer v.mu.Unlock()
	v.opening = false
	if err != nil {
		v.wait = min(max(2*v.wait, minOpenWait), maxOpenWait)
		v.openAfter = v.config.Now().Add(v.wait)
		return nil, fmt.Errorf("open %s: %w", v.config.Name, err)
	}
	v.collection, v.wait = c, 0
	return v.usable(model, dim)
}

// usable returns the collection if it is open. The caller holds mu.
func (v *Views) usable(model string, dim int) (Collection, error) {
	if v.collection == nil {
		return nil, nil
	}
	if i := v.collection.Info(); i.Model != model || i.Dim != dim {
		return nil, fmt.Errorf("collection of %s has vectors of model %s and dimension %d, the encoder is %s of %d", v.config.Name, i.Model, i.Dim, model, dim)
	}
	return v.collection, nil
}

// openFor returns the collection for a request, or nil if the companion has to answer it.
func (v *Views) openFor(ctx context.Context, companion *recommend.View) Collection {
	c, err := v.open(ctx, companion.Model, companion.Index.Dim())
	if err != nil {
		v.config.Logger.WarnContext(ctx, "search engine not open, the companion snapshot answers", "engine", v.config.Name, "err", err)
	}
	return c
}

// reopenIfGone forgets a collection that was dropped, so that the next request opens the one that replaced it.
func (v *Views) reopenIfGone(c Collection, failed error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if errors.Is(failed, ErrGone) && v.collection == c {
		v.collection, v.countedAt = nil, time.Time{}
		v.retired = append(v.retired, c)
	}
}

// Close closes the collection. Do not use the Views afterwards.
func (v *Views) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	var errs []error
	for _, c := range v.retired {
		errs = append(errs, c.Close())
	}
	if v.collection != nil {
		errs = append(errs, v.collection.Close())
	}
	v.collection, v.retired = nil, nil
	return errors.Join(errs...)
}
