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

// Resume says where an import notes how far it is, so that the next can skip what is stored.
// The note is of the file's content, the options and the target, and is gone when the
// file is done. Its zero value keeps no note.
type Resume struct {
	Dir    string // a folder, made if it is not there
	Target string // names the store, as one import's note must not serve another store
}

// A checkpoint is what a note says.
type checkpoint struct {
	Source string     `json:"source"` // for people who find the note
	Rows   int        `json:"rows"`   // of the source; everything good in them is stored
	Stored int        `json:"stored"` // products
	Last   catalog.ID `json:"last"`   // the last of them
}

// noteOf returns the path of the note for a source, "" for none.
func noteOf(src Source, opts *Options) (string, error) {
	if opts.Resume.Dir == "" || opts.DryRun {
		return "", nil
	}
	sum, err := src.sum()
	if err != nil {
		return "", err
	}
	about, err := json.Marshal([]any{
		"v1", sum, opts.Seen.sources, opts.Resume.Target, opts.Map, opts.Currency, opts.IDPrefix, opts.PadRows,
	})
	if err != nil {
		return "", err
	}
	opts.Seen.sources = append(opts.Seen.sources, sum)
	key := sha256.Sum256(about)
	return filepath.Join(opts.Resume.Dir, hex.EncodeToString(key[:16])+".json"), nil
}

// load returns the checkpoint at path if the store, which holds so many products, can be what it is of.
// Otherwise, note says why it is not used; "" if there is none.
func load(ctx context.Context, path string, store catalog.Store, have int) (cp checkpoint, note string, err error) {
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) || path == "" {
		return checkpoint{}, "", nil
	}
	if err != nil {
		return checkpoint{}, "", err
	}
	if err := json.Unmarshal(data, &cp); err != nil {
		return checkpoint{}, "the note of an interrupted import cannot be read: begun anew", nil
	}
	_, err = store.Get(ctx, cp.Last)
	if errors.Is(err, catalog.ErrNotFound) || err == nil && have < cp.Stored {
		return checkpoint{}, "the store no longer holds what an interrupted import put there: begun anew", nil
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
