package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"

	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/vector/faiss"
	"shopfyp.dev/tools/bench/internal/corpus"
	"shopfyp.dev/tools/bench/internal/peer"
	"shopfyp.dev/tools/bench/internal/shop"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

// A bench holds the options and the resources that scenarios share. Each resource is created on first use.
type bench struct {
	options
	log     *slog.Logger
	machine string
	commit  string
	set     *corpus.Set
	shops   map[int]*shop.Shop
	library func() (*faiss.Library, error)
	model   func() (*onnx.Embedder, error)
	python  func() (string, error)
}

func newBench(o options, log *slog.Logger) *bench {
	return &bench{
		options: o, log: log, machine: machine(), commit: commit(), shops: make(map[int]*shop.Shop),
		library: sync.OnceValues(func() (*faiss.Library, error) { return faiss.Load(filepath.Join(o.native, "lib")) }),
		model:   sync.OnceValues(func() (*onnx.Embedder, error) { return onnx.Open(onnx.In(o.native)) }),
		python:  sync.OnceValues(func() (string, error) { return peer.Install(context.Background()) }),
	}
}

func (b *bench) close() {
	if model, err := b.model(); err == nil {
		model.Close()
	}
}

// shop returns the shop of n products.
func (b *bench) shop(ctx context.Context, n int) (*shop.Shop, error) {
	if s := b.shops[n]; s != nil {
		return s, nil
	}
	model, err := b.model()
	if err != nil {
		return nil, err
	}
	lib, err := b.library()
	if err != nil {
		return nil, err
	}
	if b.set == nil {
		if b.set, err = corpus.Demo(ctx, model); err != nil {
			return nil, err
		}
	}
	c := shop.Config{Cache: filepath.Join(b.cache, "shops"), Library: lib, Model: model, Log: b.log}
	s, err := shop.Make(ctx, c, b.set, n)
	if err == nil {
		b.shops[n] = s
	}
	return s, err
}

// medianAnswer asks a peer for the seconds of repeated work and returns the median in milliseconds.
func medianAnswer(p *peer.Peer, question map[string]any) (float64, error) {
	var got struct{ Seconds stats.Sample }
	err := p.Ask(question, &got)
	return 1000 * got.Seconds.Median(), err
}

// peer starts a script of tools/bench/peers. The caller closes the peer.
func (b *bench) peer(script string, args ...string) (*peer.Peer, error) {
	python, err := b.python()
	if err != nil {
		return nil, err
	}
	return peer.Start(exec.Command(python, append([]string{"tools/bench/peers/" + script}, args...)...))
}

// compare calls ours and theirs alternately and returns their measurements. Round 0 is a warm-up and does not count.
func compare[T any](b *bench, ours, theirs func(round int) (T, error)) (a, p []T, err error) {
	for round := range b.rounds + 1 {
		x, xerr := ours(round)
		y, yerr := theirs(round)
		if err := errors.Join(xerr, yerr); err != nil {
			return nil, nil, err
		}
		if round > 0 {
			a, p = append(a, x), append(p, y)
		}
	}
	return a, p, nil
}

// comparison returns the row of two samples from compare.
func comparison(figure, unit string, ours, theirs stats.Sample, peerName string, goal *table.Goal) table.Row {
	p, ratio := theirs.Summary(), stats.Ratios(ours, theirs).Summary()
	return table.Row{Figure: figure, Unit: unit, Ours: ours.Summary(), Peer: &p, PeerName: peerName, Ratio: &ratio, Goal: goal}
}

// machine describes this machine's processors and memory.
func machine() string {
	memory := 0
	fmt.Sscanf(procField("/proc/meminfo", "MemTotal"), "%d kB", &memory)
	return fmt.Sprintf("%d × %s, %.0f GB", runtime.NumCPU(), procField("/proc/cpuinfo", "model name"), float64(memory)/1e6)
}

// procField returns the first value of a field in a file of "name : value" lines.
func procField(file, name string) string {
	f, err := os.Open(file)
	if err != nil {
		return "unknown"
	}
	defer f.Close()
	for lines := bufio.NewScanner(f); lines.Scan(); {
		key, value, _ := strings.Cut(lines.Text(), ":")
		if strings.TrimSpace(key) == name {
			return strings.TrimSpace(value)
		}
	}
	return "unknown"
}

// commit returns the short hash of HEAD, with "+" if files outside docs have uncommitted changes.
func commit() string {
	git := func(args ...string) (string, error) {
		out, err := exec.Command("git", args...).Output()
		return strings.TrimSpace(string(out)), err
	}
	hash, err := git("rev-parse", "--short", "HEAD")
	if err != nil {
		return "unknown"
	}
	if changed, err := git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs"); err == nil && changed != "" {
		hash += "+"
	}
	return hash
}
