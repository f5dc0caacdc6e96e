package engine

import (
	"context"
	"errors"
	"time"

	"shopfyp.dev/shared/recommend"
)

const (
	openTimeout = 2 * time.Second // of a try to connect, which a request waits for
	minOpenWait = 1 * time.Second // after a failed try; each further failure doubles it
	maxOpenWait = 30 * time.Second
)

// open returns the collection, or nil if it cannot be opened now. One request at a time tries; the others use the
// companion meanwhile.
func (v *Views) open(ctx context.Context, companion *recommend.View) Collection {
	v.mu.Lock()
	if v.collection != nil || v.opening || v.config.Now().Before(v.openAfter) {
		defer v.mu.Unlock()
		return v.usable(companion)
	}
	v.opening = true
	v.mu.Unlock()
	opening, cancel := context.WithTimeout(context.WithoutCancel(ctx), openTimeout)
	defer cancel()
	c, err := v.config.Open(opening, companion.Model, companion.Index.Dim())
	if err != nil {
		v.config.Logger.WarnContext(ctx, "search engine not opened, the companion snapshot answers", "engine", v.config.Name, "err", err)
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	v.opening = false
	if err != nil {
		v.wait = min(max(2*v.wait, minOpenWait), maxOpenWait)
		v.openAfter = v.config.Now().Add(v.wait)
		return nil
	}
	v.collection, v.wait = c, 0
	return v.usable(companion)
}

// usable returns the collection if it is open and has the model of the companion. The caller holds mu.
func (v *Views) usable(companion *recommend.View) Collection {
	if v.collection == nil || v.collection.Info().Model != companion.Model || v.collection.Info().Dim != companion.Index.Dim() {
		return nil
	}
	return v.collection
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
