package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// A client calls a shop over HTTP, ours or the peer's, and checks the answers.
type client struct {
	base string // includes "/api" for our server
	http *http.Client
}

func newClient(base string) *client {
	return &client{base: base, http: &http.Client{
		Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 2000},
	}}
}

// The number of products in a complete answer.
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

// record posts a click or a dismissal of a product.
func (c *client) record(ctx context.Context, kind, user, product string) error {
	_, err := c.do(ctx, "POST", "/"+kind, user, map[string]string{"productId": product})
	return err
}

// products makes a request and returns an error unless the answer holds want products.
func (c *client) products(ctx context.Context, method, path, user string, body any, want int) error {
	data, err := c.do(ctx, method, path, user, body)
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

func (c *client) do(ctx context.Context, method, path, user string, body any) ([]byte, error) {
	var in io.Reader
	if body != nil {
		data, err := json.Marshal(body)
		if err != nil {
			return nil, err
		}
		in = bytes.NewReader(data)
	}
	r, err := http.NewRequestWithContext(ctx, method, c.base+path, in)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Authorization", "Bearer "+user)
	if body != nil {
		r.Header.Set("Content-Type", "application/json")
	}
	res, err := c.http.Do(r)
	if err != nil {
		return nil, err
	}
	defer res.Body.Close()
	data, err := io.ReadAll(res.Body)
	if err == nil && res.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s %s: %s: %.200s", method, path, res.Status, data)
	}
	return data, err
}
