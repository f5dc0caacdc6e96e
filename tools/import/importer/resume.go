package importer

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"shopfyp.dev/shared/catalog"
)

// Resume configures checkpoints, which let an import continue after an interruption.
// A checkpoint is valid only for the same file content, options and target. Run removes it when
// the file is finished. The zero value disables checkpoints.
type Resume struct {
	Dir    string // folder; created if it does not exist
	Target string // name of the store
}

// A checkpoint is the progress of an import.
type checkpoint struct {
	Source   string     `json:"source"`   // only for people who read the file
	Products int        `json:"products"` // products of the source, with duplicates; all of them are stored
	Stored   int        `json:"stored"`   // number of stored products
	Last     catalog.ID `json:"last"`     // last stored product
}

// checkpointPath returns the path of the checkpoint of a source, or "" if checkpoints are disabled.
func checkpointPath(src Source, opts *Options) (string, error) {
	if opts.Resume.Dir == "" || opts.DryRun {
		return "", nil
	}
	sum, err := src.sum()
	if err != nil {
		return "", err
	}
	about, err := json.Marshal([]any{
		"v2", sum, opts.Seen.sums, opts.Resume.Target, opts.Map, opts.Currency, opts.ZeroIsFree, opts.ImageBase, opts.IDPrefix, opts.Source, opts.PadRows, opts.Encoding,
	})
	if err != nil {
		return "", err
	}
	opts.Seen.sums = append(opts.Seen.sums, sum)
	key := sha256.Sum256(about)
	return filepath.Join(opts.Resume.Dir, hex.EncodeToString(key[:16])+".json"), nil
}

// load returns the checkpoint at path. If the checkpoint is unreadable or the store lacks its products, load returns an
// empty checkpoint and a note for the report.
func load(ctx context.Context, path string, store catalog.Store, have int) (cp checkpoint, note string, err error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) || path == "" {
		return checkpoint{}, "", nil
	}
	if err != nil {
		return checkpoint{}, "", err
	}
	if err := json.Unmarshal(data, &cp); err != nil {
		return checkpoint{}, "the checkpoint of an interrupted import is unreadable, so the import started from the beginning", nil
	}
	_, err = store.Get(ctx, cp.Last)
	if errors.Is(err, catalog.ErrNotFound) || err == nil && have < cp.Stored {
		return checkpoint{}, "the store no longer contains the products of an interrupted import, so the import started from the beginning", nil
	}
	return cp, "", err
}

// save replaces the checkpoint at path.
func (cp checkpoint) save(path string) error {
	if path == "" {
		return nil
	}
	data, err := json.Marshal(cp)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	temp := strings.TrimSuffix(path, ".json") + ".new"
	if err := os.WriteFile(temp, data, 0o644); err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	return os.Rename(temp, path)
}

// drop removes the checkpoint at path.
func drop(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) && path != "" {
		return err
	}
	return nil
}
