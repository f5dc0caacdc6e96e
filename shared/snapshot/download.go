package snapshot

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Downloads read ranges of this size side by side: one stream of Cloud Storage is far slower than a network card.
const (
	rangeSize  = 16 << 20
	copyBuffer = 256 << 10
)

// An effort says how much is done side by side.
type effort struct {
	files int // at a time
	reads int // of one file at a time
	busy  int // ranges of one file that are read or hashed at a time
}

var (
	// hurried is for a first build, which requests wait for.
	hurried = effort{files: 8, reads: 8, busy: 9}
	// unhurried is for a build that requests do not wait for: it leaves all but one processor to them.
	unhurried = effort{files: 1, reads: 1, busy: 1}
)

// A transfer is an object on its way into a file. Ranges arrive side by side; they are hashed in their order
// as they come, while others are still under way.
type transfer struct {
	bucket  Bucket
	object  Object
	to      *os.File
	next    atomic.Int64
	arrived []chan struct{} // of each range, closed when it is in the file
	turns   chan struct{}   // holds a token for each range that is being read or hashed
}

// download reads the object into the file, which is empty, and returns its SHA-256 in hex. What it returns
// without an error is durable: after a power cut it is still whole.
func download(ctx context.Context, b Bucket, o Object, to *os.File, e effort) (hash string, err error) {
	if err := to.Truncate(o.Size); err != nil {
		return "", err
	}
	t := &transfer{bucket: b, object: o, to: to, turns: make(chan struct{}, e.busy)}
	t.arrived = make([]chan struct{}, (o.Size+rangeSize-1)/rangeSize)
	for i := range t.arrived {
		t.arrived[i] = make(chan struct{})
	}
	g, ctx := errgroup.WithContext(ctx)
	for range min(e.reads, len(t.arrived)) {
		g.Go(func() error { return t.read(ctx) })
	}
	g.Go(func() error {
		hash, err = t.hash(ctx)
		return err
	})
	if err := g.Wait(); err != nil {
		return "", fmt.Errorf("%s: %w", o.Name, err)
	}
	return hash, to.Sync()
}

// read brings one range after the other until none is left.
func (t *transfer) read(ctx context.Context) error {
	buffer := make([]byte, copyBuffer)
	for {
		i := t.next.Add(1) - 1
		if i >= int64(len(t.arrived)) {
			return nil
		}
		if err := t.readRange(ctx, i*rangeSize, buffer); err != nil {
			return err
		}
		close(t.arrived[i])
	}
}

func (t *transfer) readRange(ctx context.Context, off int64, buffer []byte) error {
	t.turns <- struct{}{}
	defer func() { <-t.turns }()
	n := min(rangeSize, t.object.Size-off)
	r, err := t.bucket.Read(ctx, t.object.Name, t.object.Generation, off, n)
	if err != nil {
		return err
	}
	defer r.Close()
	got, err := io.CopyBuffer(io.NewOffsetWriter(t.to, off), io.LimitReader(r, n), buffer)
	if err != nil {
		return err
	}
	if got != n {
		return fmt.Errorf("%d bytes from %d, want %d", got, off, n)
	}
	return nil
}

// hash returns the SHA-256 of all ranges. It reads them back from the page cache.
func (t *transfer) hash(ctx context.Context) (string, error) {
	h := sha256.New()
	buffer := make([]byte, copyBuffer)
	for i, arrived := range t.arrived {
		select {
		case <-arrived:
		case <-ctx.Done():
			return "", context.Cause(ctx)
		}
		if err := t.hashRange(h, int64(i)*rangeSize, buffer); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func (t *transfer) hashRange(h io.Writer, off int64, buffer []byte) error {
	t.turns <- struct{}{}
	defer func() { <-t.turns }()
	_, err := io.CopyBuffer(h, io.NewSectionReader(t.to, off, rangeSize), buffer)
	return err
}
