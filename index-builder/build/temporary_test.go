package build

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
)

// openFiles returns the files in dir that are open or mapped, also those without a name.
func openFiles(t *testing.T, dir string) (all []string) {
	t.Helper()
	open, err := filepath.Glob("/proc/self/fd/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, fd := range open {
		if target, _ := os.Readlink(fd); strings.HasPrefix(target, dir) {
			all = append(all, target)
		}
	}
	maps, _ := os.ReadFile("/proc/self/maps") // empty if there is no such file
	for line := range strings.Lines(string(maps)) {
		if strings.Contains(line, dir) {
			all = append(all, line)
		}
	}
	return all
}

// However a build ends, it leaves no temporary file, neither one with a name nor one that is still open.
func TestRunLeavesNoTemporaryFiles(t *testing.T) {
	for name, c := range map[string]struct {
		prepare func(s *liveSite)
		cancel  string // stage in which the build is canceled
		fails   bool
	}{
		"published":                 {},
		"no catalog":                {prepare: func(s *liveSite) { s.Products = catalog.NewMemory() }, fails: true},
		"catalog cannot be read":    {prepare: func(s *liveSite) { s.Products = forbidden{s.memory} }, fails: true},
		"vectors cannot be read":    {prepare: func(s *liveSite) { s.Embeddings = forbidden{s.memory} }, fails: true},
		"killed while embedding":    {prepare: func(s *liveSite) { s.Embedder = counting{embed.NewFake(64), make(chan struct{}, 7)} }, fails: true},
		"recall too low":            {prepare: func(s *liveSite) { s.Indexer = flatFile{recall: .5} }, fails: true},
		"canceled while reading":    {cancel: "read products", fails: true},
		"canceled while embedding":  {cancel: "embed products", fails: true},
		"canceled while building":   {cancel: "measure recall", fails: true},
		"canceled while publishing": {cancel: "publish", fails: true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newLiveSite(t, 100)
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			used := false
			s.Progress = func(stage string, _, _ int64) {
				used = used || len(openFiles(t, s.TempDir)) > 0
				if stage == c.cancel {
					cancel()
				}
			}
			if c.prepare != nil {
				c.prepare(s)
			}
			if _, err := s.Run(ctx); (err != nil) != c.fails {
				t.Fatalf("Run = %v, want an error: %v", err, c.fails)
			}
			names, err := os.ReadDir(s.TempDir)
			if open := openFiles(t, s.TempDir); err != nil || len(names) > 0 || len(open) > 0 {
				t.Errorf("temporary files left: %v, open %v, %v", names, open, err)
			}
			if c.fails && c.cancel == "" {
				return
			}
			if _, err := os.Stat("/proc/self/maps"); err == nil && !used {
				t.Error("no temporary file was in use during the build, so this test proves nothing")
			}
		})
	}
}
