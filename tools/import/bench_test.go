package main

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

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
