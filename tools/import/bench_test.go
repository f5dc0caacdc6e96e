package main

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/gcp/emulatortest"
)

// BenchmarkIntoTheEmulator imports new products into an empty database.
func BenchmarkIntoTheEmulator(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			lines := []string{"id,title,description,brand,category,price_usd,image"}
			for i := range n {
				lines = append(lines, fmt.Sprintf("p%06d,Walking Shoe %d,Sturdy and light,Brand %d,Shoes > Walking,%d.99,https://img.test/%d.jpg", i, i, i%50, 20+i%100, i))
			}
			file := write(b, "big.csv", strings.Join(lines, "\n")+"\n")
			for b.Loop() {
				vars := env(map[string]string{
					"FIRESTORE_EMULATOR_HOST": emulatortest.ForTest(b), "GOOGLE_CLOUD_PROJECT": emulatortest.Project(), "SHOPFYP_CACHE": b.TempDir(),
				})
				var out bytes.Buffer
				if err := run(b.Context(), []string{file}, vars, console{out: &out, errs: &out}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// BenchmarkEmulatorAlone writes documents of the same size without reading any. No import can be faster.
func BenchmarkEmulatorAlone(b *testing.B) {
	for _, n := range []int{10_000, 100_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				client := emulatortest.Client(b, emulatortest.Project())
				for from := 0; from < n; from += 500 {
					if err := writeDocuments(b.Context(), client, from, min(n, from+500)); err != nil {
						b.Fatal(err)
					}
				}
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

func writeDocuments(ctx context.Context, client *firestore.Client, from, to int) error {
	writer := client.BulkWriter(ctx)
	var jobs []*firestore.BulkWriterJob
	for i := from; i < to; i++ {
		job, err := writer.Set(client.Collection("products").Doc(fmt.Sprintf("p%06d", i)), map[string]any{
			"title": fmt.Sprintf("Walking Shoe %d", i), "description": "Sturdy and light", "brand": fmt.Sprintf("Brand %d", i%50),
			"category": []string{"Shoes", "Walking"}, "price": map[string]any{"amount": 100 * (20 + i%100), "currency": "USD"},
			"imageUrl": fmt.Sprintf("https://img.test/%d.jpg", i), "source": "big", "updatedAt": time.Now(),
		})
		if err != nil {
			return err
		}
		jobs = append(jobs, job)
	}
	writer.End()
	for _, job := range jobs {
		if _, err := job.Results(); err != nil {
			return err
		}
	}
	return nil
}
