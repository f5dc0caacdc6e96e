package apptoken

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"github.com/MicahParks/keyfunc"
)

const (
	keysFresh   = 6 * time.Hour    // so long keys are good without a look for newer ones
	keysAgain   = 10 * time.Second // between two fetches, whatever keys tokens name
	keysTimeout = 5 * time.Second  // of one fetch
	maxKeys     = 1 << 20          // bytes
)

// A keySet are public keys as they were last fetched. It is safe for concurrent use.
type keySet struct {
	url string
	now func() time.Time

	mu       sync.Mutex
	keys     *keyfunc.JWKS // nil: never fetched
	fetched  time.Time     // when keys were
	tried    time.Time     // when that was last begun
	failed   error         // of the last try
	fetching chan struct{} // closed at its end; nil: none is under way
}

func newKeySet(url string) *keySet { return &keySet{url: url, now: time.Now} }

// known returns the keys that are known, or an error where there never were any. Keys that are old are
// fetched anew beside it.
func (k *keySet) known(ctx context.Context) (*keyfunc.JWKS, error) {
	k.mu.Lock()
	keys := k.keys
	if keys != nil && k.now().Sub(k.fetched) >= keysFresh {
		k.begin()
	}
	k.mu.Unlock()
	if keys != nil {
		return keys, nil
	}
	return k.newer(ctx, nil)
}

// newer returns keys that were fetched after those, or those where that was a moment ago. It returns an error
// where the last fetch failed.
func (k *keySet) newer(ctx context.Context, than *keyfunc.JWKS) (*keyfunc.JWKS, error) {
	k.mu.Lock()
	if k.keys == than {
		k.begin()
	}
	end := k.fetching
	k.mu.Unlock()
	if end != nil {
		select {
		case <-end:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.keys, k.failed
}

// begin has the keys fetched unless that is under way or was a moment ago, under k.mu.
func (k *keySet) begin() {
	if now := k.now(); k.fetching == nil && now.Sub(k.tried) >= keysAgain {
		k.tried, k.fetching = now, make(chan struct{})
		go k.fetch()
	}
}

// fetch keeps the keys of before where it fails. It is nobody's request: who waits for it may be many.
func (k *keySet) fetch() {
	ctx, cancel := context.WithTimeout(context.Background(), keysTimeout)
	defer cancel()
	keys, err := download(ctx, k.url)
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.failed = err; err == nil {
		k.keys, k.fetched = keys, k.now()
	}
	close(k.fetching)
	k.fetching = nil
}

func download(ctx context.Context, url string) (*keyfunc.JWKS, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("GET %s: %s", url, res.Status)
	}
	data, err := io.ReadAll(io.LimitReader(res.Body, maxKeys))
	if err != nil {
		return nil, fmt.Errorf("GET %s: %w", url, err)
	}
	keys, err := keyfunc.NewJSON(data)
	if err == nil && keys.Len() == 0 {
		err = errors.New("no keys")
	}
	if err != nil {
		return nil, fmt.Errorf("GET %s: %w", url, err)
	}
	return keys, nil
}
