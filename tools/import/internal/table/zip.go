package table

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"slices"
	"strings"
)

const (
	maxArchive = 1 << 30 // bytes of a zip archive
	maxParts   = 10_000  // files in a zip archive
	maxPart    = 4 << 30 // bytes of a file in a zip archive, unpacked
	bombSize   = 64 << 20
	bombRatio  = 250 // text rarely shrinks to less than 1/50
)

// openZip opens a workbook, or an archive with one file of products. It copies the archive to a temporary file, because
// the directory of an archive is at its end.
func openZip(r io.Reader, opts Options) (*Table, error) {
	tmp, err := spool(r)
	if err != nil {
		return nil, err
	}
	t, err := openArchive(tmp, opts)
	if err != nil {
		return nil, errors.Join(err, tmp.Close())
	}
	t.closeToo(tmp)
	return t, nil
}

// closeToo makes Close close c after the rest.
func (t *Table) closeToo(c io.Closer) {
	inner := t.close
	t.close = func() error {
		if inner == nil {
			return c.Close()
		}
		return errors.Join(inner(), c.Close())
	}
}

// A tempFile is a temporary file that Close deletes.
type tempFile struct{ *os.File }

func newTempFile() (tempFile, error) {
	f, err := os.CreateTemp("", "shopfyp-import-*")
	if err != nil {
		return tempFile{}, err
	}
	os.Remove(f.Name()) // so that no file is left if the process is killed; Windows refuses it
	return tempFile{f}, nil
}

// Close closes and deletes the file.
func (t tempFile) Close() error {
	err := t.File.Close()
	os.Remove(t.Name())
	return err
}

func spool(r io.Reader) (tempFile, error) {
	tmp, err := newTempFile()
	if err != nil {
		return tempFile{}, err
	}
	n, err := io.Copy(tmp, io.LimitReader(r, maxArchive+1))
	if err == nil && n > maxArchive {
		err = fmt.Errorf("the archive is larger than %d MiB: unpack it", maxArchive>>20)
	}
	if err != nil {
		return tempFile{}, errors.Join(err, tmp.Close())
	}
	return tmp, nil
}

func openArchive(tmp tempFile, opts Options) (*Table, error) {
	info, err := tmp.Stat()
	if err != nil {
		return nil, err
	}
	zr, err := zip.NewReader(tmp, info.Size())
	if err != nil {
		return nil, fmt.Errorf("the zip archive or workbook is damaged or incomplete: %w", err)
	}
	if len(zr.File) > maxParts {
		return nil, fmt.Errorf("zip: the archive contains %d files", len(zr.File))
	}
	parts := map[string]*zip.File{}
	for _, f := range zr.File {
		parts[partName(f.Name)] = f
	}
	switch {
	case parts["xl/workbook.xml"] != nil:
		return openWorkbook(parts)
	case parts["xl/workbook.bin"] != nil:
		return nil, errors.New("looks like a binary Excel workbook (.xlsb): save it as .xlsx")
	case parts["content.xml"] != nil && parts["mimetype"] != nil:
		return nil, errors.New("looks like an OpenDocument file (.ods): save it as .xlsx or CSV")
	case parts["[content_types].xml"] != nil:
		return nil, errors.New("looks like an Office document without a workbook: " + saveAs)
	}
	return openMember(zr, opts)
}

// partName returns the name of a file in an archive in the form that the rest of the package uses.
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

// openMember opens the only file of products in an archive.
func openMember(zr *zip.Reader, opts Options) (*Table, error) {
	member, err := onlyMember(zr.File)
	if err != nil {
		return nil, err
	}
	r, err := openPart(member)
	if err != nil {
		return nil, err
	}
	t, err := openAny(r, opts, strings.EqualFold(path.Ext(member.Name), ".xlsx"))
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%s: %w", member.Name, err), r.Close())
	}
	t.format += ", zip"
	t.closeToo(r)
	return t, nil
}

var feedExtensions = []string{".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".xml", ".xlsx", ".gz"}

// onlyMember returns the only file, or the only file with the extension of a feed.
func onlyMember(files []*zip.File) (*zip.File, error) {
	var all, feeds []*zip.File
	var names []string
	for _, f := range files {
		base := path.Base(f.Name)
		if f.FileInfo().IsDir() || strings.HasPrefix(base, ".") || strings.HasPrefix(f.Name, "__MACOSX/") {
			continue
		}
		all = append(all, f)
		if slices.Contains(feedExtensions, strings.ToLower(path.Ext(base))) {
			feeds, names = append(feeds, f), append(names, base)
		}
	}
	switch {
	case len(all) == 1:
		return all[0], nil
	case len(feeds) == 1:
		return feeds[0], nil
	case len(feeds) == 0:
		return nil, errors.New("zip: the archive contains no file of products: " + saveAs)
	}
	return nil, fmt.Errorf("zip: the archive contains %d files (%s): unpack it and import the files with products",
		len(feeds), strings.Join(names[:min(len(names), 5)], ", "))
}

// openPart opens a file in an archive. It refuses files that unpack to an unreasonable size.
func openPart(f *zip.File) (io.ReadCloser, error) {
	size, packed := f.UncompressedSize64, max(f.CompressedSize64, 1)
	if size > maxPart || size > bombSize && size/packed > bombRatio {
		return nil, fmt.Errorf("zip: %s has %d MiB unpacked and %d KiB packed: refused, because it looks like a zip bomb", f.Name, size>>20, packed>>10)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("zip: %s: %w", f.Name, err)
	}
	return r, nil
}
