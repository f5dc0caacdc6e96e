package main

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// awaitAnswer returns when a server answers GET url, with whatever but a 503.
// It gives up when ctx or, where that is not nil, the server's process is done.
func awaitAnswer(ctx context.Context, url string, ended <-chan struct{}) error {
	poll := time.NewTicker(50 * time.Millisecond)
	defer poll.Stop()
	for {
		select {
		case <-ctx.Done():
			return context.Cause(ctx)
		case <-ended:
			return errors.New("ended before it answered, see the log")
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
