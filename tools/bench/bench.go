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
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/vector/faiss"
	"shopfyp.dev/tools/bench/internal/corpus"
	"shopfyp.dev/tools/bench/internal/peer"
	"shopfyp.dev/tools/bench/internal/shop"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

// A bench is a run: the options, and what scenarios share, each made when it is first needed.
type bench struct {
	options
	trials   int  // of rates, so far
	cold     bool // rounds are so long that none is needed to warm up
	log      *slog.Logger
	machine  string
	commit   string
	vectors  *corpus.Set
	shops    map[int]*shop.Shop
	encoder  *onnx.Embedder
	python   func() (string, error)
	programs map[string]string // compiled, by name
	store    *emulatortest.Firestore
	closers  []func() error
}

func newBench(o options, log *slog.Logger) *bench {
	b := &bench{options: o, log: log, machine: machine(), commit: commit(o.root), shops: make(map[int]*shop.Shop), programs: make(map[string]string)}
	b.python = sync.OnceValues(func() (string, error) { return peer.Install(context.Background(), o.root) })
	return b
}

func (b *bench) onClose(f func() error) { b.closers = append(b.closers, f) }

func (b *bench) close() {
	for i := len(b.closers) - 1; i >= 0; i-- {
		if err := b.closers[i](); err != nil {
			b.log.Warn("not closed", "err", err)
		}
	}
}

// origin says how one scenario's figures can be had again.
func (b *bench) origin(name string, size int) table.Origin {
	command := "go run ./tools/bench -only " + name
	if size > 0 {
		command += " -size " + sizeName(size)
	}
	if b.quick {
		command += " -quick"
	}
	return table.Origin{Machine: b.machine, Commit: b.commit, Command: command}
}

// model returns the encoder, on one thread a text as the functions run it.
func (b *bench) model() (*onnx.Embedder, error) {
	if b.encoder != nil {
		return b.encoder, nil
	}
	e, err := onnx.Open(onnx.In(b.native))
	if err != nil {
		return nil, err
	}
	b.encoder = e
	b.onClose(e.Close)
	return e, nil
}

// library returns FAISS.
func (b *bench) library() (*faiss.Library, error) { return faiss.Load(filepath.Join(b.native, "lib")) }

// set returns the vectors that shops are made from: those of real products and queries, or, where their
// folder is missing or there are but minutes, those of the demo catalogue.
func (b *bench) set(ctx context.Context) (*corpus.Set, error) {
	if b.vectors != nil {
		return b.vectors, nil
	}
	var err error
	if _, missing := os.Stat(b.data); missing != nil || b.quick {
		b.vectors, err = b.demoSet(ctx)
	} else {
		b.vectors, err = corpus.Real(ctx, b.data, b.cache, b.log)
	}
	return b.vectors, err
}

// shop returns the shop of n products.
func (b *bench) shop(ctx context.Context, n int) (*shop.Shop, error) {
	if s := b.shops[n]; s != nil {
		return s, nil
	}
	set, err := b.set(ctx)
	if err != nil {
		return nil, err
	}
	s, err := shop.Make(ctx, b.shopConfig(), set, n)
	if err == nil {
		b.shops[n] = s
	}
	return s, err
}

func (b *bench) shopConfig() shop.Config {
	return shop.Config{Cache: filepath.Join(b.cache, "shops"), Native: b.native, Log: b.log}
}

// peer starts one of tools/bench/peers. The caller closes it.
func (b *bench) peer(script string, args ...string) (*peer.Peer, error) {
	python, err := b.python()
	if err != nil {
		return nil, err
	}
	return peer.Start(python, b.script(script), args...)
}

func (b *bench) script(name string) string {
	return filepath.Join(b.root, "tools", "bench", "peers", name)
}

// duel measures ours and the peer's in turn, round after round, and returns both samples.
// The first round, in which caches fill and processors wake, does not count, unless b is cold.
func (b *bench) duel(ours, theirs func(round int) (float64, error)) (a, p stats.Sample, err error) {
	first := 0
	if b.cold {
		first = 1
	}
	for round := first; round <= b.rounds; round++ {
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

// versus returns the row of a duel.
func versus(figure, unit string, ours, theirs stats.Sample, peerName string, wanted *table.Bound) table.Row {
	p, ratio := theirs.Summary(), stats.Ratios(ours, theirs).Summary()
	return table.Row{Figure: figure, Unit: unit, Ours: ours.Summary(), Peer: &p, PeerName: peerName, Ratio: &ratio, Wanted: wanted}
}

// machine describes this one: its processors, how many, and its memory.
func machine() string {
	model := procField("/proc/cpuinfo", "model name")
	memory := 0
	fmt.Sscanf(procField("/proc/meminfo", "MemTotal"), "%d kB", &memory)
	return fmt.Sprintf("%d × %s, %.0f GB", runtime.NumCPU(), model, float64(memory)/1e6)
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

// commit names the source, "+" where it is changed; docs, which this program writes to, do not count.
func commit(root string) string {
	git := func(args ...string) (string, error) {
		out, err := exec.Command("git", append([]string{"-C", root}, args...)...).Output()
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
