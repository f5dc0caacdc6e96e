package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/internal/server"
)

// visitors call the operations of the API in turn. One request in 20 clears the history of its user, so that
// the in-memory log stays small.
type visitors struct {
	base string
	http *http.Client
	ids  []catalog.ID
}

func newVisitors(base string, ids []catalog.ID) *visitors {
	return &visitors{base, &http.Client{Timeout: time.Minute, Transport: &http.Transport{MaxIdleConnsPerHost: connections, MaxConnsPerHost: connections}}, ids}
}

// connections limits open connections. Idle connections after a burst would look like a leak.
const connections = 12

// users is the number of users.
const users = 60

var queries = []string{
	"bluetooth speaker", "running shoes", "shoes for my 10-year-old son who likes Ben 10", "a gift for a coffee lover", "desk lamp",
	"wireless headphones with noise cancelling for long flights", "garden hose", "🎧", "ﷺ \u202e", strings.Repeat("very long query ", 100),
}

// do makes the i-th request. It returns an error if the response is incomplete.
func (v *visitors) do(ctx context.Context, i int) error {
	user := fmt.Sprintf("user-%d", i%users)
	product := v.ids[(i*31)%len(v.ids)]
	switch k := i / users % 20; {
	case k == 19:
		return v.call(ctx, user, "DELETE", "/api/history", nil, "status")
	case k < 6:
		query := queries[i%len(queries)]
		if i%2 == 0 {
			query = fmt.Sprintf("%s %d", query, i%5000) // not in the query cache
		}
		// Some queries are nonsense to a small shop, and find nothing.
		return v.call(ctx, user, "POST", "/api/search", map[string]any{"query": query, "limit": 1 + i%20}, "interactionId")
	case k < 13:
		return v.call(ctx, user, "GET", "/api/recommend/"+user, nil, "products")
	case k == 13:
		return v.call(ctx, user, "POST", "/api/dismiss", map[string]any{"productId": product}, "status")
	case k == 14:
		return v.call(ctx, user, "GET", "/api/similar/"+string(product), nil, "products")
	case k == 15:
		return v.call(ctx, user, "GET", "/api/categories", nil, "categories")
	case k == 16:
		return v.call(ctx, user, "GET", "/api/history", nil, "interactions")
	case k == 17:
		return v.call(ctx, user, "GET", "/api/product/"+string(product), nil, "title")
	}
	return v.call(ctx, user, "POST", "/api/click", map[string]any{"productId": product}, "status")
}

// card requests one card.
func (v *visitors) card(ctx context.Context) error {
	return v.call(ctx, "user-0", "GET", "/api/recommend/user-0", nil, "products")
}

// call makes a request. It returns an error unless the status is 200 and the named member is not empty.
func (v *visitors) call(ctx context.Context, user, method, path string, body any, member string) error {
	data, err := server.Call(ctx, v.http, method, v.base+path, user, body)
	if err != nil {
		return err
	}
	var response map[string]json.RawMessage
	if err := json.Unmarshal(data, &response); err != nil {
		return fmt.Errorf("%s %s: %w", method, path, err)
	}
	if got := string(response[member]); got == "" || got == "[]" || got == `""` || got == "null" || response["fallback"] != nil {
		return fmt.Errorf("%s %s: member %s is %q in %.200s", method, path, member, got, data)
	}
	return nil
}
