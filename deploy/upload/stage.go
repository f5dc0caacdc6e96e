// Package upload copies the source for Google's builders into a separate folder. It copies the files that
// .gcloudignore does not exclude, and replaces links into the cache with files.
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
	Release string // hash of the content: equal for equal trees
}

// A File of an upload.
type File struct {
	Name string // below the root, with slashes
	Size int64
}

// String returns the number and the size of the files.
func (u Upload) String() string {
	return fmt.Sprintf("%d files, %.1f MB", len(u.Files), float64(u.Bytes)/1e6)
}

// List returns the files below root that neither its ignore file nor the patterns of without exclude, in name
// order. Like gcloud, it follows links to files.
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
			return fs.SkipDir // a later pattern cannot include files of an ignored folder
		case !skip && !d.IsDir():
			names = append(names, name)
		}
		return nil
	})
	slices.Sort(names)
	return names, err
}

// Stage copies the files of List into the folder to, which must be empty or missing.
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

// copyFile copies a file with its permissions and adds it to content. It follows links.
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
