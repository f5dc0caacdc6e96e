package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/tools/bench/internal/history"
	"shopfyp.dev/tools/bench/internal/shop"
)

// visitors is how many users there are.
const visitors = 500

func visitor(i int) string { return fmt.Sprintf("u%d", i%visitors) }

// visits writes what every visitor did, a search between two clicks, and returns the file.
func (b *bench) visits(s *shop.Shop, size int) (string, error) {
	path := filepath.Join(b.cache, fmt.Sprintf("visits-%d.jsonl", size))
	var all []history.Visit
	rng := rand.New(rand.NewPCG(1, uint64(size)))
	for i := range visitors {
		click := func() interaction.Interaction {
			return interaction.Interaction{Type: interaction.Click, ProductID: shop.ID(rng.IntN(size))}
		}
		q := rng.IntN(len(b.vectors.QueryTexts))
		search := interaction.Interaction{Type: interaction.Search, Query: b.vectors.QueryTexts[q], Vector: query(b.vectors, q), Model: onnx.Model}
		for _, x := range []interaction.Interaction{click(), search, click()} {
			all = append(all, history.Visit{User: visitor(i), Interaction: x})
		}
	}
	return path, history.Write(path, all)
}

// newcomer writes the file of one user who clicked three products, which steer without a model.
func (b *bench) newcomer(size int) (string, error) {
	path := filepath.Join(b.cache, fmt.Sprintf("newcomer-%d.jsonl", size))
	var clicks []history.Visit
	for i := range 3 {
		x := interaction.Interaction{Type: interaction.Click, ProductID: shop.ID((i + 1) * size / 5)}
		clicks = append(clicks, history.Visit{User: visitor(0), Interaction: x})
	}
	return path, history.Write(path, clicks)
}

// visit has every visitor do over HTTP what visits writes to a file, for logs that lie elsewhere.
func (b *bench) visit(ctx context.Context, c *client, size, users int) error {
	rng := rand.New(rand.NewPCG(1, uint64(size)))
	for i := range users {
		user := visitor(i)
		if err := c.record(ctx, "click", user, string(randomProduct(rng, size))); err != nil {
			return err
		}
		if err := c.search(ctx, user, b.vectors.QueryTexts[rng.IntN(len(b.vectors.QueryTexts))]); err != nil {
			return err
		}
		if err := c.record(ctx, "click", user, string(randomProduct(rng, size))); err != nil {
			return err
		}
	}
	return nil
}

func randomProduct(rng *rand.Rand, size int) catalog.ID { return shop.ID(rng.IntN(size)) }

// temporary makes a folder that close removes.
func (b *bench) temporary(name string) (string, error) {
	dir, err := os.MkdirTemp(b.cache, name+"-")
	if err == nil {
		b.onClose(func() error { return os.RemoveAll(dir) })
	}
	return dir, err
}
