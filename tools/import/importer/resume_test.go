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

// failing is a store with a Put that fails after it has stored half of a batch.
type failing struct {
	catalog.Store
	puts  int // number of successful Puts; the next one fails
	asked int // products passed to Put
}

func (f *failing) Put(ctx context.Context, products []catalog.Product) (int, error) {
	f.asked += len(products)
	if f.puts--; f.puts >= 0 {
		return f.Store.Put(ctx, products)
	}
	n, err := f.Store.Put(ctx, products[:len(products)/2])
	return n, errors.Join(err, errKilled)
}

// interrupt imports 100 products in batches of 10 into a store that fails at the fifth batch.
func interrupt(t *testing.T, store catalog.Store, opts Options) {
	t.Helper()
	report, err := Run(t.Context(), &failing{Store: store, puts: 4}, manyRows(100), opts)
	if !errors.Is(err, errKilled) {
		t.Fatalf("interrupted import = %v, want %v", err, errKilled)
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
	counted := &failing{Store: store, puts: 1000}
	report := mustRun(t, counted, manyRows(100), opts)
	if report.Resumed != 40 || report.Unchanged != 5 || report.New != 55 || counted.asked != 60 {
		t.Errorf("resumed import: %d skipped, %d unchanged, %d new, %d passed to the store, want 40, 5, 55, 60",
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
		t.Errorf("store after the resumed import differs from one without interruption (-uninterrupted +resumed):\n%s", diff)
	}
	if left, _ := os.ReadDir(opts.Resume.Dir); len(left) != 0 {
		t.Errorf("%d checkpoints remain after the import, want none", len(left))
	}
	if again := mustRun(t, store, manyRows(100), opts); again.Unchanged != 100 || again.Resumed != 0 {
		t.Errorf("import after the resumed one: %d unchanged, %d skipped, want 100, 0", again.Unchanged, again.Resumed)
	}
}

func TestResumeNeedsSameInput(t *testing.T) {
	tests := []struct {
		name   string
		change func(store **catalog.Memory, src *Source, opts *Options)
	}{
		{"different store", func(s **catalog.Memory, _ *Source, _ *Options) { *s = catalog.NewMemory() }},
		{"store without the last product", func(s **catalog.Memory, _ *Source, _ *Options) {
			(*s).Delete(context.Background(), []catalog.ID{"p39"})
		}},
		{"store without other products", func(s **catalog.Memory, _ *Source, _ *Options) {
			(*s).Delete(context.Background(), []catalog.ID{"p1", "p2", "p3", "p4", "p5", "p6"})
		}},
		{"different target", func(_ **catalog.Memory, _ *Source, o *Options) { o.Resume.Target = "there" }},
		{"different currency", func(_ **catalog.Memory, _ *Source, o *Options) { o.Currency = "EUR" }},
		{"different mapping", func(_ **catalog.Memory, _ *Source, o *Options) { o.Map = Overrides{"price": ""} }},
		{"different prefix", func(_ **catalog.Memory, _ *Source, o *Options) { o.IDPrefix = "a-" }},
		{"different content", func(_ **catalog.Memory, s *Source, _ *Options) { *s = manyRows(101) }},
		{"earlier source", func(_ **catalog.Memory, _ *Source, o *Options) {
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
				t.Errorf("%d rows skipped, want none", report.Resumed)
			}
			if n := len(products(t, store)); n < 100 {
				t.Errorf("%d products stored, want at least 100", n)
			}
		})
	}
}

func TestResumeIgnoresDamagedCheckpoint(t *testing.T) {
	store, opts := catalog.NewMemory(), resumable(t)
	interrupt(t, store, opts)
	checkpoints, err := os.ReadDir(opts.Resume.Dir)
	if err != nil || len(checkpoints) != 1 {
		t.Fatalf("%d checkpoints, %v, want one", len(checkpoints), err)
	}
	if err := os.WriteFile(opts.Resume.Dir+"/"+checkpoints[0].Name(), []byte("{"), 0o644); err != nil {
		t.Fatal(err)
	}
	if report := mustRun(t, store, manyRows(100), opts); report.Resumed != 0 || report.Note == "" || report.Unchanged != 45 {
		t.Errorf("report = %+v, want 0 skipped, 45 unchanged and a note", report)
	}
}
