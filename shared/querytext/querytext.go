// Package querytext knows the texts of frequent queries by their hashes. Events, counters and logs name a query by its
// hash. Only queries of at least MinShoppers different shoppers have a text here, because others may be private.
package querytext

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/suggest"
)

// MinShoppers is the number of different shoppers below which a query may be private. docs/privacy.md promises it.
const MinShoppers = 5

// A Query is a query of at least MinShoppers shoppers. It says nothing about any of them.
type Query struct {
	Text     string `json:"text"`     // as most shoppers wrote it
	Shoppers uint32 `json:"shoppers"` // number of different shoppers
}

// String implements fmt.Stringer.
func (q Query) String() string { return fmt.Sprintf("%s (%d)", q.Text, q.Shoppers) }

// Object returns the name of the object in which a build keeps its queries, as a JSON list.
func Object(version string) string { return "sources/" + version + "/queries.json" }

// maxBytes bounds the object. A build keeps at most 20,000 queries of at most 80 characters.
const maxBytes = 16 << 20

// Read returns the queries of a build by their suggest.Hash. Queries that find nothing are among them. The bucket keeps only
// those of the newest build, so Read returns none for an older one.
func Read(ctx context.Context, b snapshot.Bucket, version string) (map[string]Query, error) {
	name := Object(version)
	o, err := b.Stat(ctx, name)
	if errors.Is(err, snapshot.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	r, err := b.Read(ctx, name, o.Generation, 0, -1)
	if err != nil {
		return nil, err
	}
	all, err := decode(r)
	if err := errors.Join(err, r.Close()); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return all, nil
}

// decode returns the queries of a JSON list by their hashes. It does not trust the builder: a query of too few shoppers is
// left out.
func decode(r io.Reader) (map[string]Query, error) {
	var list []Query
	if err := json.NewDecoder(io.LimitReader(r, maxBytes)).Decode(&list); err != nil {
		return nil, err
	}
	all := make(map[string]Query, len(list))
	for _, q := range list {
		if q.Shoppers >= MinShoppers {
			all[suggest.Hash(q.Text)] = q
		}
	}
	return all, nil
}
