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

// A download reads ranges of rangeSize bytes in parallel, since one Cloud Storage stream is far slower than the network.
const (
	rangeSize  = 16 << 20
	copyBuffer = 256 << 10
)

// concurrency limits the parallelism of a download.
type concurrency struct {
	files int // files that are downloaded at a time
	reads int // open readers per file
	busy  int // ranges per file that are read or hashed at a time
}

var (
	// foreground is for the first snapshot, which requests wait for.
	foreground = concurrency{files: 8, reads: 8, busy: 9}
	// background is for a refresh while an older snapshot serves requests. It leaves all CPUs but one to the requests.
	background = concurrency{files: 1, reads: 1, busy: 1}
)

// A transfer downloads one object into a file. It reads ranges in parallel and hashes them in order, each as soon as it
// is in the file.
type transfer struct {
	bucket  Bucket
	object  Object
	to      *os.File
	next    atomic.Int64
	arrived []chan struct{} // one per range, closed once the range is in the file
	busy    chan struct{}   // semaphore: ranges being read or hashed
}

// download copies the object into the empty file, syncs the file to disk, and returns its SHA-256 in hex.
func download(ctx context.Context, b Bucket, o Object, to *os.File, c concurrency) (hash string, err error) {
	if err := to.Truncate(o.Size); err != nil {
		return "", err
	}
	t := &transfer{bucket: b, object: o, to: to, busy: make(chan struct{}, c.busy)}
	t.arrived = make([]chan struct{}, (o.Size+rangeSize-1)/rangeSize)
	for i := range t.arrived {
		t.arrived[i] = make(chan struct{})
	}
	g, ctx := errgroup.WithContext(ctx)
	for range min(c.reads, len(t.arrived)) {
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

// read downloads ranges, one at a time, until none are left.
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
	t.busy <- struct{}{}
	defer func() { <-t.busy }()
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
		return fmt.Errorf("%d bytes at offset %d, want %d", got, off, n)
	}
	return nil
}

// hash returns the SHA-256 of the file. It reads each range from the page cache, as soon as the range has arrived.
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
	t.busy <- struct{}{}
	defer func() { <-t.busy }()
	_, err := io.CopyBuffer(h, io.NewSectionReader(t.to, off, rangeSize), buffer)
	return err
}
