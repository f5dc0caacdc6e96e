package main

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/embed"
	"shopfyp.dev/tools/bench/internal/peer"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

// embedProducts measures what the index-builder waits for: many products, all cores.
func embedProducts(ctx context.Context, b *bench, _ int) ([]table.Row, error) {
	texts, err := b.bulkTexts()
	if err != nil {
		return nil, err
	}
	model, err := b.model()
	if err != nil {
		return nil, err
	}
	python, err := b.encoderPeer()
	if err != nil {
		return nil, err
	}
	defer python.Close()
	best, same, err := bestSettings(python, texts[:len(texts)/2])
	if err != nil {
		return nil, err
	}
	var alone, together [][]float32
	var one, singly stats.Sample // products a second on one core, and of the peer a text a run, after each round
	ours, theirs, err := b.duel(
		func(int) (rate float64, err error) {
			together, rate, err = rateOf(ctx, model, texts, cores())
			if err != nil {
				return 0, err
			}
			var single float64
			alone, single, err = rateOf(ctx, model, texts, 1)
			one = append(one, single)
			return rate, err
		},
		func(int) (float64, error) {
			rate, err := same.rate(python, texts)
			if err != nil {
				return 0, err
			}
			singly = append(singly, rate)
			return best.rate(python, texts)
		})
	if err != nil {
		return nil, err
	}
	drift, err := driftRow(python, best, texts)
	return []table.Row{
		versus("products a second, all cores, vectors as of single runs", "/s", ours, singly[1:], "Python, "+same.String(), table.RatioAtLeast(1)),
		versus("products a second, all cores", "/s", ours, theirs, "Python, "+best.String(), table.RatioAtLeast(1)),
		versus(fmt.Sprintf("the same on %d cores beside one", cores()), "/s", ours, one[1:], "ours, one core", table.RatioAtLeast(1.8)),
		{Figure: "vectors other than alone", Ours: stats.One(differing(alone, together)), Wanted: table.AtMost(0).AnyMachine()},
		drift,
	}, err
}

// driftRow says what the peer's batches cost: the texts of a batch share the scales that their activations are
// quantised by, so that a text's vector depends on its neighbours.
func driftRow(python *peer.Peer, s setting, texts []string) (table.Row, error) {
	var got struct {
		Differing    int
		LowestCosine float64
	}
	err := python.Ask(map[string]any{"op": "drift", "texts": texts, "batch": s.Batch}, &got)
	return table.Row{
		Figure: fmt.Sprintf("vectors that Python's batches of %d make other than alone", s.Batch), Ours: stats.One(float64(got.Differing)),
		Note: fmt.Sprintf("Of %d; the lowest cosine of the two is %.3f. Texts of a batch share the scale that activations are quantised by.", len(texts), got.LowestCosine),
	}, err
}

func cores() int { return runtime.GOMAXPROCS(0) }

// bulkTexts returns products' texts, fewer in a quick run.
func (b *bench) bulkTexts() ([]string, error) {
	texts, err := demoTexts()
	if err == nil && b.quick {
		texts = texts[:200]
	}
	return texts, err
}

// encoderPeer starts Python's encoder. The caller closes it.
func (b *bench) encoderPeer() (*peer.Peer, error) {
	return b.peer("encoder.py", filepath.Join(b.native, "model"))
}

// rateOf embeds the texts and returns the vectors and how many it made a second.
func rateOf(ctx context.Context, model embed.Embedder, texts []string, workers int) ([][]float32, float64, error) {
	begun := time.Now()
	vectors, err := embedAll(ctx, model, texts, workers)
	return vectors, float64(len(texts)) / time.Since(begun).Seconds(), err
}

// embedAll embeds the texts with so many at a time, one text a run, as the index-builder does.
func embedAll(ctx context.Context, model embed.Embedder, texts []string, workers int) ([][]float32, error) {
	vectors := make([][]float32, len(texts))
	g, ctx := errgroup.WithContext(ctx)
	for w := range workers {
		g.Go(func() (err error) {
			for i := w; i < len(texts) && err == nil; i += workers {
				vectors[i], err = model.EmbedDocument(ctx, texts[i])
			}
			return err
		})
	}
	return vectors, g.Wait()
}

func differing(a, b [][]float32) float64 {
	n := 0
	for i := range a {
		if !slices.Equal(a[i], b[i]) {
			n++
		}
	}
	return float64(n)
}

// A setting is how the peer may be run.
type setting struct {
	Batch   int `json:"batch"`   // texts a run, of about the same length
	Threads int `json:"threads"` // of a run
	Workers int `json:"workers"` // runs at a time
}

func (s setting) String() string {
	return fmt.Sprintf("batches of %d, %d × %d threads", s.Batch, s.Workers, s.Threads)
}

// rate returns the products a second that the peer embeds.
func (s setting) rate(python *peer.Peer, texts []string) (float64, error) {
	var got struct{ Seconds float64 }
	err := python.Ask(map[string]any{"op": "bulk", "texts": texts, "batch": s.Batch, "threads": s.Threads, "workers": s.Workers}, &got)
	return float64(len(texts)) / got.Seconds, err
}

// bestSettings tries what may suit the peer, and returns what was fastest, and what was fastest of a text a run.
func bestSettings(python *peer.Peer, texts []string) (best, single setting, err error) {
	fastest := 0.0
	for _, batch := range []int{1, 8, 32} {
		for _, s := range []setting{{batch, 1, cores()}, {batch, cores(), 1}} {
			rate, err := s.rate(python, texts)
			if err != nil {
				return setting{}, setting{}, err
			}
			if rate > fastest {
				best, fastest = s, rate
			}
		}
		if batch == 1 {
			single = best
		}
	}
	return best, single, nil
}
