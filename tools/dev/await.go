package main

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// awaitAnswer waits until GET url returns any status except 503. It returns an
// error if ctx is done or ended is closed first. ended may be nil.
func awaitAnswer(ctx context.Context, url string, ended <-chan struct{}) error {
	poll := time.NewTicker(50 * time.Millisecond)
	defer poll.Stop()
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-ended:
			return errors.New("the process ended before it was ready, see the log")
		case <-poll.C:
			if answers(ctx, url) {
				return nil
			}
		}
	}
}

func answers(ctx context.Context, url string) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return false
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	resp.Body.Close()
	return resp.StatusCode != http.StatusServiceUnavailable
}
