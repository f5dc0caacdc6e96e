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

// A client asks a shop over HTTP, ours or the peer's, and looks whether answers are right.
type client struct {
	base string // with "/api" where the shop has it
	http *http.Client
}

func newClient(base string) *client {
	return &client{base: base, http: &http.Client{
		Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: 2000},
	}}
}

// ours returns a client of our server.
func ours(s *server) *client { return newClient(s.base + "/api") }

// The lengths of answers.
const (
	found       = 5 // of a search
	recommended = 3
)

func (c *client) search(ctx context.Context, user, query string) error {
	return c.products(ctx, "POST", "/search", user, map[string]string{"query": query}, found)
}

func (c *client) recommend(ctx context.Context, user string) error {
	return c.products(ctx, "GET", "/recommend/"+user, user, nil, recommended)
}

// record clicks or dismisses a product.
func (c *client) record(ctx context.Context, what, user, product string) error {
	_, err := c.do(ctx, "POST", "/"+what, user, map[string]string{"productId": product})
	return err
}

// products asks for products, and wants so many.
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
