package main

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"cloud.google.com/go/storage"

	"shopfyp.dev/shared/gcp/gcsbucket"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/tools/bench/internal/shop"
	"shopfyp.dev/tools/bench/internal/stats"
	"shopfyp.dev/tools/bench/internal/table"
)

// download measures what a cold start without a snapshot on disk waits for: the verified download from Cloud Storage,
// beside a plain copy of the same bytes, each file made durable.
func download(ctx context.Context, b *bench, size int) ([]table.Row, error) {
	s, err := b.shop(ctx, size)
	if err != nil {
		return nil, err
	}
	bucket, err := b.published(ctx, s)
	if err != nil {
		return nil, err
	}
	var plain stats.Sample
	ours, copied, err := b.shorter().duel(
		func(int) (float64, error) {
			return b.seconds(func(dir string) error { return fetch(ctx, bucket, s, dir) })
		},
		func(int) (float64, error) {
			one, err := b.seconds(func(dir string) error { return downloadPlainly(ctx, bucket, s, dir) })
			if err != nil {
				return 0, err
			}
			plain = append(plain, one)
			return b.seconds(func(dir string) error { return copyFiles(s, dir) })
		})
	if err != nil {
		return nil, err
	}
	mb := float64(s.Bytes(snapshot.IndexFile)+s.Bytes(snapshot.CardsFile)) / 1e6
	return []table.Row{
		versus("verified parallel download", "s", ours, plain[1:], "one stream, not verified", table.RatioAtMost(1.5)),
		versus("verified parallel download", "s", ours, copied, "copied from disk to disk", nil),
		{Figure: "bytes", Unit: "MB", Ours: stats.One(mb)},
	}, nil
}

// published returns a bucket of a storage server in its own process that holds the shop's snapshot.
func (b *bench) published(ctx context.Context, s *shop.Shop) (snapshot.Bucket, error) {
	addr, err := b.startStorage(filepath.Join(b.cache, "storage", filepath.Base(s.Dir)))
	if err != nil {
		return nil, err
	}
	os.Setenv("STORAGE_EMULATOR_HOST", addr) // of the client
	client, err := storage.NewClient(ctx)
	if err != nil {
		return nil, err
	}
	b.onClose(client.Close)
	bucket := gcsbucket.New(client, storageBucket)
	m, generation, err := snapshot.Current(ctx, bucket)
	if errors.Is(err, snapshot.ErrNoIndex) || err == nil && m.Version != s.Manifest.Version {
		_, err = snapshot.Publish(ctx, bucket, filepath.Dir(s.Path(snapshot.IndexFile)), s.Manifest, generation)
	}
	return bucket, err
}

// seconds times work in a new folder.
func (b *bench) seconds(work func(dir string) error) (float64, error) {
	dir, err := os.MkdirTemp(b.cache, "copy-")
	if err != nil {
		return 0, err
	}
	begun := time.Now()
	err = work(dir)
	took := time.Since(begun).Seconds()
	return took, errors.Join(err, os.RemoveAll(dir))
}

func fetch(ctx context.Context, bucket snapshot.Bucket, s *shop.Shop, dir string) error {
	_, err := snapshot.Fetch(ctx, bucket, s.Manifest.Version, dir)
	return err
}

// downloadPlainly reads the files one after the other, each as one stream.
func downloadPlainly(ctx context.Context, bucket snapshot.Bucket, s *shop.Shop, dir string) error {
	for _, f := range s.Manifest.Files {
		o, err := bucket.Stat(ctx, "indexes/"+s.Manifest.Version+"/"+f.Name)
		if err != nil {
			return err
		}
		r, err := bucket.Read(ctx, o.Name, o.Generation, 0, -1)
		if err != nil {
			return err
		}
		if err := errors.Join(writeFile(filepath.Join(dir, f.Name), r), r.Close()); err != nil {
			return err
		}
	}
	return nil
}

// copyFiles copies the shop's files.
func copyFiles(s *shop.Shop, dir string) error {
	for _, f := range s.Manifest.Files {
		from, err := os.Open(s.Path(f.Name))
		if err != nil {
			return err
		}
		// Through memory, as bytes from a network come: not by reference within the file system.
		if err := errors.Join(writeFile(filepath.Join(dir, f.Name), struct{ io.Reader }{from}), from.Close()); err != nil {
			return err
		}
	}
	return nil
}

// writeFile makes a durable file of r.
func writeFile(path string, r io.Reader) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	_, err = io.CopyBuffer(struct{ io.Writer }{f}, r, make([]byte, 1<<20))
	return errors.Join(err, f.Sync(), f.Close())
}
