package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"shopfyp.dev/shared/vector/faiss"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

// trainPerList is how many vectors of each list ours learns from, and so the peer.
const trainPerList = 64

// buildIndex measures the building of an index from given vectors, on all cores, each build in a process of its own.
func buildIndex(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	vectors, err := s.VectorFile()
	if err != nil {
		return nil, err
	}
	dir, err := b.temporary("build")
	if err != nil {
		return nil, err
	}
	spec, path := faiss.SpecFor(size, s.Manifest.Dim), filepath.Join(dir, "index.faiss")
	var peak, peerPeak stats.Sample
	measured := func(build func() (built, error), peaks *stats.Sample) func(int) (float64, error) {
		return func(int) (float64, error) {
			got, err := build()
			*peaks = append(*peaks, float64(got.PeakBytes)/1e6)
			return got.Seconds, err
		}
	}
	rounds := b.shorter()
	rounds.cold = true
	ours, theirs, err := rounds.duel(
		measured(func() (built, error) { return b.buildOurs(ctx, vectors, s.Manifest.Dim, path) }, &peak),
		measured(func() (built, error) { return b.buildPeers(vectors, s.Manifest.Dim, spec, path+".peer") }, &peerPeak))
	if err != nil {
		return nil, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	memory := versus("peak memory of the build, vectors included", "MB", peak, peerPeak, "Python, faiss-cpu", nil)
	times := stats.One(peak.Median() / (float64(info.Size()) / 1e6))
	return []table.Row{
		versus("build of "+spec.String()+" from vectors", "s", ours, theirs, "Python, faiss-cpu", table.RatioAtMost(1)),
		memory,
		{Figure: "peak memory, in sizes of the index", Ours: times, Wanted: table.AtMost(2.5)},
	}, nil
}

// shorter returns a bench for what takes minutes: three rounds at most.
func (b *bench) shorter() *bench {
	short := *b
	short.rounds = min(b.rounds, 3)
	return &short
}

// buildOurs runs the worker.
func (b *bench) buildOurs(ctx context.Context, vectors string, dim int, path string) (got built, err error) {
	self, err := os.Executable()
	if err != nil {
		return built{}, err
	}
	cmd := exec.CommandContext(ctx, self, "build", b.native, vectors, strconv.Itoa(dim), path)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return built{}, fmt.Errorf("build: %w", err)
	}
	err = json.Unmarshal(out, &got)
	return got, err
}

// buildPeers has Python's FAISS build the same type of as many vectors a list.
func (b *bench) buildPeers(vectors string, dim int, spec faiss.Spec, path string) (got built, err error) {
	p, err := b.peer("index.py")
	if err != nil {
		return built{}, err
	}
	defer p.Close()
	err = p.Ask(map[string]any{
		"op": "build", "vectors": vectors, "dim": dim, "spec": spec.String(), "sample": trainPerList, "nlist": spec.Lists,
		"path": path, "threads": cores(),
	}, &got)
	return got, err
}
