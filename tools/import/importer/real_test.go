package importer

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/datatest"
)

// dataFile returns a file in the data folder. It skips the test if the folder does not exist.
func dataFile(t *testing.T, name string) Source {
	t.Helper()
	src, err := File(datatest.Path(t, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// filled counts the products that have each field.
func filled(all map[catalog.ID]catalog.Product) map[string]int {
	n := map[string]int{}
	for _, p := range all {
		for name, has := range map[string]bool{
			"brand": p.Brand != "", "color": p.Color != "", "category": len(p.Category) > 0, "description": p.Description != "",
			"price": !p.Price.IsZero(), "list price": !p.ListPrice.IsZero(), "rating": p.Rating > 0, "rating count": p.RatingCount > 0,
			"image": p.ImageURL != "", "url": p.URL != "",
		} {
			if has {
				n[name]++
			}
		}
	}
	return n
}

// A realFile is a real catalog with the expected result of its import.
type realFile struct {
	file       string
	opts       Options
	rows       int
	duplicates int
	warnings   map[string]int
	filled     map[string]int  // products with each field
	sample     catalog.Product // one product, without its description
}

func TestRealCatalogs(t *testing.T) {
	tests := []realFile{
		{
			file: "catalogue_amazon_in/Amazon-Products.csv.gz", rows: 10930, duplicates: 1032, // 9,898 distinct ASINs
			warnings: map[string]int{
				"price: empty: the list price is used": 705, // one more list price is 0
				"rating: not a rating: ignored":        33,  // "Get" 32, "FREE" 1
				"rating_count: not a count: ignored":   33,  // "FREE Delivery by Amazon" 21, "Only N left in stock." 12
			},
			filled: map[string]int{"category": 9898, "image": 9898, "url": 9898, "price": 9809, "list price": 9142, "rating": 9272, "rating count": 9272},
			sample: catalog.Product{
				ID: "B0BRKXTSBT", Category: []string{"appliances", "Air Conditioners"},
				Title: "Lloyd 1.5 Ton 3 Star Inverter Split Ac (5 In 1 Convertible, Copper, Anti-Viral + Pm 2.5 Filter, 2023 Model, White, Gls18I3...",
				Price: catalog.Money{Amount: 3299900, Currency: "INR"}, ListPrice: catalog.Money{Amount: 5899000, Currency: "INR"},
				Rating: 4.2, RatingCount: 2255, ImageURL: "https://m.media-amazon.com/images/I/31UISB90sYL._AC_UL320_.jpg",
				URL: "https://www.amazon.in/Lloyd-Inverter-Convertible-Anti-Viral-GLS18I3FWAMC/dp/B0BRKXTSBT/ref=sr_1_4?qid=1679134237&s=kitchen&sr=1-4",
			},
		},
		{
			file: "catalogue_retail_demo/products.csv.gz", rows: 2465,
			warnings: map[string]int{"image: an image without the address of its shop (see --image-base): ignored": 2465}, // bare file names
			filled:   map[string]int{"category": 2465, "description": 2465, "price": 2465},
			sample: catalog.Product{
				ID: "6579c22f-be2b-444c-a52b-0116dd82df6c", Title: "Adventure-Ready Expedition Backpack",
				Category: []string{"accessories", "backpack"}, Gender: "female", Availability: catalog.InStock, Price: catalog.Money{Amount: 12999, Currency: "USD"},
			},
		},
		{
			file: "catalogue_dummyjson/products.csv", rows: 194,
			warnings: map[string]int{},
			filled:   map[string]int{"brand": 102, "category": 194, "description": 194, "image": 194, "price": 194, "list price": 192, "rating": 194},
			sample: catalog.Product{
				ID: "1", Title: "Essence Mascara Lash Princess", Brand: "Essence", Category: []string{"beauty"}, Rating: 2.56,
				Price: catalog.Money{Amount: 894, Currency: "USD"}, ListPrice: catalog.Money{Amount: 999, Currency: "USD"},
				Availability: catalog.InStock,
				ImageURL:     "https://cdn.dummyjson.com/product-images/beauty/essence-mascara-lash-princess/thumbnail.webp",
			},
		},
		{
			file: "catalogue_fashion/products.csv.gz", rows: 41025,
			warnings: map[string]int{},
			filled:   map[string]int{"category": 41025, "color": 41025},
			sample: catalog.Product{
				ID: "46883", Title: "Ben 10 Boys Black & Silver Shoes", Color: "Black",
				Category: []string{"Footwear", "Shoes", "Casual Shoes", "Casual"}, Gender: "male", AgeGroup: "kids",
			},
		},
		{
			file: "catalogue_toys_uk/products.csv.gz", rows: 10000,
			warnings: map[string]int{},
			filled:   map[string]int{"brand": 9993, "category": 9310, "description": 863, "price": 8565, "rating": 9982, "rating count": 9982},
			sample: catalog.Product{
				ID: "0edd6c2f486aedc6d7afe455d2ac772d", Title: "Ben 10 - 15cm DNA Action Figures - Kevin 11", Brand: "Ben 10",
				Category: []string{"Figures & Playsets", "Science Fiction & Fantasy"}, Rating: 4.1, RatingCount: 7,
			},
		},
		{
			file: "esci150/products.jsonl.gz", opts: Options{Currency: "USD"}, rows: 6764,
			warnings: map[string]int{"price: 0 means no price (see --zero-is-free): ignored": 3},
			filled: map[string]int{
				"brand": 6640, "category": 6512, "color": 5379, "description": 6575, "image": 6764, "price": 1987, "rating": 6663, "rating count": 6671,
			},
			sample: catalog.Product{
				ID: "B01J2RUR5O", Title: "Cards Against Humanity: Blue Box • 300-card expansion , Black", Brand: "Cards Against Humanity", Color: "Black",
				Price: catalog.Money{Amount: 2000, Currency: "USD"}, Rating: 4.9, RatingCount: 10513,
				ImageURL: "https://m.media-amazon.com/images/I/61pC39OoYKL.__AC_SX300_SY300_QL70_FMwebp_.jpg",
			},
		},
		{file: "requests_shoppingbench/items.csv", rows: 1818, warnings: map[string]int{}, filled: map[string]int{"brand": 56, "category": 143}},
		{file: "sessions_games/items.csv", rows: 16859, warnings: map[string]int{}, filled: map[string]int{}},
		{file: "sessions_office/items.csv.gz", rows: 3459, warnings: map[string]int{}, filled: map[string]int{"brand": 3454, "description": 3230}},
	}
	for _, tt := range tests {
		t.Run(filepath.Base(filepath.Dir(tt.file)), func(t *testing.T) {
			t.Parallel()
			tt.check(t)
		})
	}
}

// check imports the file twice and compares both results with f.
func (f realFile) check(t *testing.T) {
	store := catalog.NewMemory()
	f.opts.Now = at(epoch)
	report := mustRun(t, store, dataFile(t, f.file), f.opts)
	all := products(t, store)
	if report.Rows != f.rows || report.Duplicates != f.duplicates || report.New != f.rows-f.duplicates || len(all) != report.New {
		t.Errorf("%d rows, %d duplicates, %d new, %d stored, want %d rows, %d duplicates and the rest new",
			report.Rows, report.Duplicates, report.New, len(all), f.rows, f.duplicates)
	}
	warnings := map[string]int{}
	for _, w := range report.Warnings {
		warnings[fmt.Sprintf("%s: %s", w.Field, w.Reason)] = w.Count
	}
	if diff := cmp.Diff(f.warnings, warnings); diff != "" {
		t.Errorf("warnings differ (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(f.filled, filled(all)); diff != "" {
		t.Errorf("products with each field differ (-want +got):\n%s", diff)
	}
	if got, want := all[f.sample.ID], f.sample; want.ID != "" {
		got.Description, want.UpdatedAt = "", epoch
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("product %s differs (-want +got):\n%s", want.ID, diff)
		}
	}
	again := mustRun(t, store, dataFile(t, f.file), f.opts)
	if again.Unchanged != len(all) || again.New+again.Updated != 0 {
		t.Errorf("second import: %d unchanged, %d new, %d updated, want %d, 0, 0", again.Unchanged, again.New, again.Updated, len(all))
	}
}
