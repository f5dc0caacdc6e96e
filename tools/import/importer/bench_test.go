package importer

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"shopfyp.dev/shared/catalog"
)

// sink is a store that forgets the products.
type sink struct{ catalog.Store }

func (sink) Count(context.Context) (int, error) { return 0, nil }

func (sink) Put(_ context.Context, p []catalog.Product) (int, error) { return len(p), nil }

// bigFile writes a CSV file of about the size in bytes and returns it with its number of rows.
func bigFile(b *testing.B, size int) (Source, int) {
	b.Helper()
	path := filepath.Join(b.TempDir(), "big.csv")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	w := bufio.NewWriter(f)
	fmt.Fprintln(w, "id,item_group_id,title,description,brand,category,color,size,price,availability,image_link,link")
	text := strings.Repeat("Sturdy and light, made to last. ", 4)
	rows := 0
	for written := 0; written < size; rows++ {
		n, _ := fmt.Fprintf(w, "sku-%08d,g-%d,Walking Shoe %d,\"%s\",Brand %d,Shoes > Walking %d,red,%d,%d.99 EUR,in stock,https://img.test/%d.jpg,https://shop.test/p/%d\n",
			rows, rows/4, rows/4, text, rows%50, rows%30, rows%4+40, 20+rows%100, rows, rows)
		written += n
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.Close(); err != nil {
		b.Fatal(err)
	}
	src, err := File(path)
	if err != nil {
		b.Fatal(err)
	}
	return src, rows
}

// BenchmarkRead reads a file as the program does, without a database: it checks the file and then imports it. memory-MB
// is all memory that the process has taken from the system.
func BenchmarkRead(b *testing.B) {
	for _, megabytes := range []int{10, 100} {
		b.Run(fmt.Sprintf("%dMB", megabytes), func(b *testing.B) {
			src, rows := bigFile(b, megabytes<<20)
			b.SetBytes(src.Size)
			for b.Loop() {
				opts := Options{Seen: NewSeen(), Source: "big"}
				var err error
				if opts.Checked, err = Check(b.Context(), src, opts, nil); err != nil {
					b.Fatal(err)
				}
				if report, err := Run(b.Context(), sink{}, src, opts); err != nil || report.New+report.Updated != rows {
					b.Fatalf("%d of %d rows stored, %v", report.New+report.Updated, rows, err)
				}
			}
			var mem runtime.MemStats
			runtime.ReadMemStats(&mem)
			b.ReportMetric(float64(mem.Sys)/1e6, "memory-MB")
			b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
