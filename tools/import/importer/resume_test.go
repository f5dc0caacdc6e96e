package importer

import (
	"context"
	"errors"
	"os"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
)

var errKilled = errors.New("killed")

// mortal is a store whose Put fails after it stored a part.
type mortal struct {
	catalog.Store
	puts  int // number of Puts that succeed; the next one fails
	asked int // products passed to Put
}

func (m *mortal) Put(ctx context.Context, products []catalog.Product) (int, error) {
	m.asked += len(products)
	if m.puts--; m.puts >= 0 {
		return m.Store.Put(ctx, products)
	}
	n, err := m.Store.Put(ctx, products[:len(products)/2])
	return n, errors.Join(err, errKilled)
}

// interrupt imports 100 products in batches of 10 into a store that fails at the fifth.
func interrupt(t *testing.T, store catalog.Store, opts Options) {
	t.Helper()
	report, err := Run(t.Context(), &mortal{Store: store, puts: 4}, manyRows(100), opts)
	if !errors.Is(err, errKilled) {
		t.Fatalf("interrupted import: %v, want %v", err, errKilled)
	}
	checkSum(t, report)
	if report.New != 45 || report.Unstored != 5 {
		t.Fatalf("interrupted import: %d new, %d unstored, want 45, 5", report.New, report.Unstored)
	}
}

func resumable(t *testing.T) Options {
	return Options{BatchSize: 10, Now: at(epoch), Resume: Resume{Dir: t.TempDir(), Target: "here"}}
}

func TestResume(t *testing.T) {
	store, opts := catalog.NewMemory(), resumable(t)
	interrupt(t, store, opts)

	opts.Now = at(epoch.Add(time.Hour))
	counted := &mortal{Store: store, puts: 1000}
	report := mustRun(t, counted, manyRows(100), opts)
	if report.Resumed != 40 || report.Unchanged != 5 || report.New != 55 || counted.asked != 60 {
		t.Errorf("resumed: %d skipped, %d unchanged, %d new, store asked for %d, want 40, 5, 55, 60",
			report.Resumed, report.Unchanged, report.New, counted.asked)
	}
	clean := catalog.NewMemory()
	whole := mustRun(t, clean, manyRows(100), Options{Now: at(epoch)})
	if report.Rows != whole.Rows || report.Duplicates != whole.Duplicates || report.Rejected != whole.Rejected {
		t.Errorf("resumed report = %+v, want rows, duplicates and rejected as in %+v", report, whole)
	}
	got := products(t, store)
	for id, p := range got {
		p.UpdatedAt = epoch
		got[id] = p
	}
	if diff := cmp.Diff(products(t, clean), got); diff != "" {
		t.Errorf("the resumed store differs from one imported at once (-once +resumed):\n%s", diff)
	}
	if left, _ := os.ReadDir(opts.Resume.Dir); len(left) != 0 {
		t.Errorf("%d notes are left after the import, want none", len(left))
	}
	if again := mustRun(t, store, manyRows(100), opts); again.Unchanged != 100 || again.Resumed != 0 {
		t.Errorf("after it all: %d unchanged, %d skipped, want 100, 0", again.Unchanged, again.Resumed)
	}
}

func TestResumeNeedsSameInput(t *testing.T) {
	tests := []struct {
		name   string
		change func(store **catalog.Memory, src *Source, opts *Options)
	}{
		{"another store", func(s **catalog.Memory, _ *Source, _ *Options) { *s = catalog.NewMemory() }},
		{"a store that lost the last product", func(s **catalog.Memory, _ *Source, _ *Options) {
			(*s).Delete(context.Background(), []catalog.ID{"p39"})
		}},
		{"a store that lost others", func(s **catalog.Memory, _ *Source, _ *Options) {
			(*s).Delete(context.Background(), []catalog.ID{"p1", "p2", "p3", "p4", "p5", "p6"})
		}},
		{"another target", func(_ **catalog.Memory, _ *Source, o *Options) { o.Resume.Target = "there" }},
		{"another currency", func(_ **catalog.Memory, _ *Source, o *Options) { o.Currency = "EUR" }},
		{"another mapping", func(_ **catalog.Memory, _ *Source, o *Options) { o.Map = Overrides{"price": ""} }},
		{"another prefix", func(_ **catalog.Memory, _ *Source, o *Options) { o.IDPrefix = "a-" }},
		{"another content", func(_ **catalog.Memory, s *Source, _ *Options) { *s = manyRows(101) }},
		{"a source before it", func(_ **catalog.Memory, _ *Source, o *Options) {
			o.Seen = NewSeen()
			Run(context.Background(), catalog.NewMemory(), Bytes("before.csv", []byte("id,name\nz,z\n")), *o)
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			store, opts, src := catalog.NewMemory(), resumable(t), manyRows(100)
			interrupt(t, store, opts)
			tt.change(&store, &src, &opts)
			if report := mustRun(t, store, src, opts); report.Resumed != 0 {
				t.Errorf("%d rows are skipped, want none", report.Resumed)
			}
			if n := len(products(t, store)); n < 100 {
				t.Errorf("%d products are stored, want all", n)
			}
		})
	}
}

func TestResumeIgnoresDamagedCheckpoint(t *testing.T) {
	store, opts := catalog.NewMemory(), resumable(t)
	interrupt(t, store, opts)
	notes, err := os.ReadDir(opts.Resume.Dir)
	if err != nil || len(notes) != 1 {
		t.Fatalf("%d notes, %v, want one", len(notes), err)
	}
	if err := os.WriteFile(opts.Resume.Dir+"/"+notes[0].Name(), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if report := mustRun(t, store, manyRows(100), opts); report.Resumed != 0 || report.Note == "" || report.Unchanged != 45 {
		t.Errorf("report = %+v, want nothing skipped, 45 unchanged and a note about it", report)
	}
}
