// Package upload copies what is uploaded to Google's builders into a folder of its own: what .gcloudignore
// lets through, with files in the place of the links that set-up makes to its cache.
package upload

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// An Upload is a staged source tree.
type Upload struct {
	Dir     string
	Files   []File // in name order
	Bytes   int64
	Release string // names the content: equal for equal trees
}

// A File of an upload.
type File struct {
	Name string // below the root, with slashes
	Size int64
}

// String says how large the upload is.
func (u Upload) String() string {
	return fmt.Sprintf("%d files, %.1f MB", len(u.Files), float64(u.Bytes)/1e6)
}

// List returns the names, below root, of the files that its ignore file and the lines of without
// (written like its) let through, in name order. As gcloud does, it follows links to files.
func List(root string, without ...string) ([]string, error) {
	patterns, err := readPatterns(root, without)
	if err != nil {
		return nil, err
	}
	var names []string
	err = filepath.WalkDir(root, func(file string, d fs.DirEntry, err error) error {
		if err != nil || file == root {
			return err
		}
		name, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		name = filepath.ToSlash(name)
		switch skip := ignored(patterns, name, d.IsDir()); {
		case skip && d.IsDir():
			return fs.SkipDir // nothing of it comes back by a later line
		case !skip && !d.IsDir():
			names = append(names, name)
		}
		return nil
	})
	slices.Sort(names)
	return names, err
}

// Stage makes the folder to, which must not hold anything, and copies the files of List into it.
func Stage(root, to string, without ...string) (Upload, error) {
	names, err := List(root, without...)
	if err != nil {
		return Upload{}, err
	}
	if left, err := os.ReadDir(to); err == nil && len(left) > 0 {
		return Upload{}, fmt.Errorf("stage: %s is not empty", to)
	}
	u, content := Upload{Dir: to}, sha256.New()
	for _, name := range names {
		size, err := copyFile(filepath.Join(root, name), filepath.Join(to, name), content)
		if err != nil {
			return Upload{}, fmt.Errorf("stage: %w", err)
		}
		fmt.Fprintf(content, "\x00%s\x00%d\x00", name, size)
		u.Files, u.Bytes = append(u.Files, File{name, size}), u.Bytes+size
	}
	u.Release = hex.EncodeToString(content.Sum(nil))[:12]
	return u, nil
}

// copyFile copies a file, not a link to it, with its permissions, and into content.
func copyFile(from, to string, content hash.Hash) (int64, error) {
	in, err := os.Open(from)
	if err != nil {
		return 0, err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return 0, err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return 0, err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(io.MultiWriter(out, content), in)
	return n, cmp.Or(err, out.Close())
}
