package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"shopfyp.dev/shared/basket"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/order"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/tools/internal/server"
)

// A client calls the shop for one shopper.
type client struct {
	http *http.Client
	base string
	user string // ID of the account
	// token is the ID token of the account. It is valid for an hour, longer than any run.
	token string
}

// signUp returns a client with a new anonymous account of the Auth emulator.
func signUp(ctx context.Context, c *http.Client, base, auth string) (*client, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, auth+"/identitytoolkit.googleapis.com/v1/accounts:signUp?key=traffic",
		bytes.NewReader([]byte(`{"returnSecureToken": true}`)))
	if err != nil {
		return nil, err
	}
	r.Header.Set("Content-Type", "application/json")
	res, err := c.Do(r)
	if err != nil {
		return nil, fmt.Errorf("new account: %w", err)
	}
	defer res.Body.Close()
	var account struct{ LocalID, IDToken string }
	if err := json.NewDecoder(res.Body).Decode(&account); err != nil || account.IDToken == "" {
		return nil, fmt.Errorf("new account: %s: %w", res.Status, err)
	}
	return &client{c, base, account.LocalID, account.IDToken}, nil
}

// call makes a call of the API and decodes its response.
func (c *client) call(ctx context.Context, method, path string, body, response any) error {
	data, err := server.Call(ctx, c.http, method, c.base+path, c.token, body)
	if err != nil || response == nil {
		return err
	}
	return json.Unmarshal(data, response)
}

// A page is a list of products that the shop answers with.
type page struct {
	Products []recommend.Recommendation
	recommend.Origin
	QueryHash string
	Corrected *recommend.Correction
}

func (c *client) card(ctx context.Context, seen int) (p page, err error) {
	return p, c.call(ctx, http.MethodGet, "/api/recommend/"+c.user+"?limit=3&seen="+strconv.Itoa(seen), nil, &p)
}

func (c *client) search(ctx context.Context, query string) (p page, err error) {
	return p, c.call(ctx, http.MethodPost, "/api/search", map[string]any{"query": query, "limit": 12}, &p)
}

func (c *client) similar(ctx context.Context, id catalog.ID) (p page, err error) {
	return p, c.call(ctx, http.MethodGet, "/api/similar/"+url.PathEscape(string(id))+"?limit=6", nil, &p)
}

// categories returns the names of the shop's main categories.
func (c *client) categories(ctx context.Context) (names []string, err error) {
	var res struct{ Categories []recommend.Category }
	if err := c.call(ctx, http.MethodGet, "/api/categories?limit=24", nil, &res); err != nil {
		return nil, err
	}
	for _, category := range res.Categories {
		names = append(names, category.Name)
	}
	return names, nil
}

func (c *client) click(ctx context.Context, id catalog.ID) error {
	return c.call(ctx, http.MethodPost, "/api/click", map[string]any{"productId": id}, nil)
}

func (c *client) dismiss(ctx context.Context, id catalog.ID) error {
	return c.call(ctx, http.MethodPost, "/api/dismiss", map[string]any{"productId": id}, nil)
}

func (c *client) addToBasket(ctx context.Context, p *catalog.Card, item *metrics.Item) error {
	changes := []basket.Change{{ProductID: p.ID, Quantity: 1, Price: p.Price, Shown: &item.List, ShownMS: item.ShownMS}}
	return c.call(ctx, http.MethodPost, "/api/basket", map[string]any{"changes": changes}, nil)
}

func (c *client) buy(ctx context.Context, orderID string, id catalog.ID) error {
	return c.call(ctx, http.MethodPost, "/api/purchases", map[string]any{
		"userId": c.user, "orderId": orderID, "items": []order.Item{{ProductID: id, Quantity: 1}}, "purchasedAt": time.Now().UTC(),
	}, nil)
}

func (c *client) send(ctx context.Context, events []metrics.Event) error {
	return c.call(ctx, http.MethodPost, "/api/events", map[string]any{"events": events}, nil)
}
