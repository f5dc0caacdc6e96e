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
	keysMaxAge   = 6 * time.Hour    // age at which a background fetch replaces the keys
	keysMinRetry = 10 * time.Second // minimum interval between fetches
	keysTimeout  = 5 * time.Second  // timeout of one fetch
	maxKeysBytes = 1 << 20          // maximum size of the key set
)

// A keySet caches the public keys at a URL. It is safe for concurrent use.
type keySet struct {
	url string
	now func() time.Time

	mu       sync.Mutex
	keys     *keyfunc.JWKS // nil before the first successful fetch
	fetched  time.Time     // end of the last successful fetch
	tried    time.Time     // start of the last fetch
	lastErr  error         // error of the last fetch
	fetching chan struct{} // closed when the current fetch ends; nil if no fetch is running
}

func newKeySet(url string) *keySet { return &keySet{url: url, now: time.Now} }

// cached returns the cached keys. It waits for a fetch only if the cache is empty. If the keys are old, it
// starts a fetch in the background.
func (k *keySet) cached(ctx context.Context) (*keyfunc.JWKS, error) {
	k.mu.Lock()
	keys := k.keys
	if keys != nil && k.now().Sub(k.fetched) >= keysMaxAge {
		k.startFetch()
	}
	k.mu.Unlock()
	if keys != nil {
		return keys, nil
	}
	return k.newer(ctx, nil)
}

// newer returns keys that are newer than the given ones. If the last fetch began less than keysMinRetry ago,
// it may return the same keys. It returns an error if the last fetch failed.
func (k *keySet) newer(ctx context.Context, than *keyfunc.JWKS) (*keyfunc.JWKS, error) {
	k.mu.Lock()
	if k.keys == than {
		k.startFetch()
	}
	done := k.fetching
	k.mu.Unlock()
	if done != nil {
		select {
		case <-done:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.keys, k.lastErr
}

// startFetch starts a fetch unless one is running or began less than keysMinRetry ago. The caller holds k.mu.
func (k *keySet) startFetch() {
	if now := k.now(); k.fetching == nil && now.Sub(k.tried) >= keysMinRetry {
		k.tried, k.fetching = now, make(chan struct{})
		go k.fetch()
	}
}

// fetch downloads the keys. If the download fails, it keeps the old keys. It uses its own context, because many
// requests may wait for the result.
func (k *keySet) fetch() {
	ctx, cancel := context.WithTimeout(context.Background(), keysTimeout)
	defer cancel()
	keys, err := download(ctx, k.url)
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.lastErr = err; err == nil {
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
	data, err := io.ReadAll(io.LimitReader(res.Body, maxKeysBytes))
	if err != nil {
		return nil, fmt.Errorf("GET %s: %w", url, err)
	}
	keys, err := keyfunc.NewJSON(data)
	if err == nil && keys.Len() == 0 {
		err = errors.New("the key set is empty")
	}
	if err != nil {
		return nil, fmt.Errorf("GET %s: %w", url, err)
	}
	return keys, nil
}
