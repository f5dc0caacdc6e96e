package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
)

// rebuildPath is the path of rebuild requests on the server of the functions.
const rebuildPath = "/_dev/rebuild"

// rebuild rebuilds the index of the running host and prints the progress.
func rebuild(ctx context.Context, c Config, out io.Writer) error {
	at, err := readEndpoints(c)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, at.API+rebuildPath, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("the shop does not respond: %w", err)
	}
	defer resp.Body.Close()
	if _, err := io.Copy(out, resp.Body); err != nil {
		return err
	}
	if result := resp.Trailer.Get(resultTrailer); result != "ok" {
		return fmt.Errorf("rebuild: %s %s", resp.Status, result)
	}
	return nil
}
