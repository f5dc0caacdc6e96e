package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"time"

	"shopfyp.dev/functions"
	"shopfyp.dev/tools/internal/server"
)

// A client calls a shop over HTTP, ours or the peer's, and checks the responses.
type client struct {
	base string // includes "/api" for our server
	http *http.Client
}

func newClient(base string) *client {
	return &client{base: base, http: &http.Client{
		Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 2000},
	}}
}

// The number of products in a complete response.
const (
	searchResults = 5
	cardProducts  = 3
)

func (c *client) search(ctx context.Context, user, query string) error {
	return c.products(ctx, "POST", "/search", user, map[string]string{"query": query}, searchResults)
}

func (c *client) recommend(ctx context.Context, user string) error {
	return c.products(ctx, "GET", "/recommend/"+user, user, nil, cardProducts)
}

// ready waits until the server has loaded the snapshot and the changes, as a platform does before the first request.
func (c *client) ready(ctx context.Context) error {
	for {
		req, err := http.NewRequestWithContext(ctx, "GET", c.base+functions.ReadyPath, nil)
		if err != nil {
			return err
		}
		res, err := c.http.Do(req)
		if err != nil {
			return err
		}
		res.Body.Close()
		if res.StatusCode == http.StatusOK {
			return nil
		}
		time.Sleep(time.Millisecond)
	}
}

// record posts a click or a dismissal of a product.
func (c *client) record(ctx context.Context, kind, user, product string) error {
	_, err := server.Call(ctx, c.http, "POST", c.base+"/"+kind, user, map[string]string{"productId": product})
	return err
}

// products makes a request and returns an error unless the response has want products.
func (c *client) products(ctx context.Context, method, path, user string, body any, want int) error {
	data, err := server.Call(ctx, c.http, method, c.base+path, user, body)
	if err != nil {
		return err
	}
	var got struct{ Products []struct{ ProductID string } }
	if err := json.Unmarshal(data, &got); err != nil {
		return fmt.Errorf("%s %s: %w", method, path, err)
	}
	if len(got.Products) != want || got.Products[0].ProductID == "" {
		return fmt.Errorf("%s %s: %d products, want %d", method, path, len(got.Products), want)
	}
	return nil
}
