package row

import (
	"fmt"
	"testing"

	"shopfyp.dev/tools/import/internal/mapping"
	"shopfyp.dev/tools/import/internal/table"
)

func BenchmarkReader(b *testing.B) {
	columns := []string{"id", "title", "description", "brand", "category", "price_usd", "sale price", "stock", "color", "size", "image", "link", "gtin"}
	m, err := mapping.Resolve(columns, nil)
	if err != nil {
		b.Fatal(err)
	}
	var values []table.Value
	for _, s := range []string{"7", "Red Shoes", "<p>Soft &amp; light.</p>", "Acme", "Shoes > Trainers", "49.90", "39.90", "4", "Red", "M",
		"https://img.example/1.jpg", "https://shop.example/7", "4006381333931"} {
		values = append(values, table.Value{Text: s})
	}
	survey := NewSurvey(m, Settings{})
	reader := NewReader(m, Settings{}, survey)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		values[0].Text = fmt.Sprint("p", i)
		rec := table.Record{Line: i, Values: values}
		survey.Add(rec)
		if results := reader.Read(rec); results[0].Fault != nil {
			b.Fatal(results[0].Fault)
		}
	}
}
