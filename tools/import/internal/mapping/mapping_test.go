package mapping

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestResolve(t *testing.T) {
	tests := []struct {
		name, columns string // columns separated by bars
		overrides     Overrides
		want          string
	}{
		{"marketplace export", "name|main_category|sub_category|image|link|ratings|no_of_ratings|discount_price|actual_price|Unnamed: 0", nil, `
title        ← name
category     ← main_category > sub_category
price        ← discount_price
list_price   ← actual_price
rating       ← ratings
rating_count ← no_of_ratings
image        ← image
url          ← link
not used       Unnamed: 0`},
		{"Japanese", "商品ID|商品名|ブランド|カラー|販売価格|在庫数|商品画像", nil, `
id           ← 商品ID
title        ← 商品名
brand        ← ブランド
color        ← カラー
price        ← 販売価格
stock        ← 在庫数
image        ← 商品画像`},
		{"Korean", "상품코드|상품명|브랜드|가격", nil, `
id           ← 상품코드
title        ← 상품명
brand        ← 브랜드
price        ← 가격`},
		{"Russian and Polish", "Артикул|Название|Бренд|Цена|Остаток|Zdjęcie", nil, `
id           ← Артикул
title        ← Название
brand        ← Бренд
price        ← Цена
stock        ← Остаток
image        ← Zdjęcie`},
		{"fashion", "id|gender|masterCategory|subCategory|articleType|baseColour|season|year|usage|productDisplayName", nil, `
id           ← id
title        ← productDisplayName
color        ← baseColour
category     ← masterCategory > subCategory > articleType > usage
gender       ← gender
not used       season, year`},
		{"demo store", "id|name|category|style|description|price_usd|gender_affinity|current_stock|where_visible|image", nil, `
id           ← id
title        ← name
description  ← description
category     ← category > style
gender       ← gender_affinity
price        ← price_usd (USD)
stock        ← current_stock
image        ← image
not used       where_visible`},
		{"price with a discount", "id|title|category|brand|description|price_usd|discount_percentage|rating|stock|tags|thumbnail_url", nil, `
id           ← id
title        ← title
description  ← description
brand        ← brand
category     ← category
price        ← price_usd (USD)
discount     ← discount_percentage
stock        ← stock
rating       ← rating
image        ← thumbnail_url
not used       tags`},
		{"toys", "uniq_id|product_name|manufacturer|category_path|price_gbp|number_of_reviews|number_of_answered_questions|average_rating|product_description|product_information", nil, `
id           ← uniq_id
title        ← product_name
description  ← product_description + product_information
brand        ← manufacturer
category     ← category_path
price        ← price_gbp (GBP)
rating       ← average_rating
rating_count ← number_of_reviews
not used       number_of_answered_questions`},
		{"search benchmark", "asin|title|brand|color|category|price|rating|rating_count|image_url|bullet_points|description|is_book", nil, `
id           ← asin
title        ← title
description  ← description + bullet_points
brand        ← brand
color        ← color
category     ← category
price        ← price
rating       ← rating
rating_count ← rating_count
image        ← image_url
not used       is_book`},
		{"unusual English", "Shade|Stock No|Item Heading|What it costs (GBP)|Stars out of five|How many reviews|Maker|Department|Picture|Web page|About it|Colour code|Warehouse name", nil, `
id           ← Stock No
title        ← Item Heading
description  ← About it
brand        ← Maker
color        ← Shade
category     ← Department
price        ← What it costs (GBP) (GBP)
rating       ← Stars out of five
rating_count ← How many reviews
image        ← Picture
url          ← Web page
not used       Colour code, Warehouse name`},
		{"German", "Artikelnummer|Bezeichnung|Hersteller|Kategorie|Unterkategorie|Farbe|Preis (€)|UVP|Währung|Bewertung|Anzahl Bewertungen|Bild|Beschreibung", nil, `
id           ← Artikelnummer
title        ← Bezeichnung
description  ← Beschreibung
brand        ← Hersteller
color        ← Farbe
category     ← Kategorie > Unterkategorie
price        ← Preis (€) (EUR)
list_price   ← UVP
currency     ← Währung
rating       ← Bewertung
rating_count ← Anzahl Bewertungen
image        ← Bild`},
		{"French and names without separators", "PRODUCTNAME|Marque|Prix|Catégorie|imageurl|ReviewCount|shippingPrice|categoryId", nil, `
title        ← PRODUCTNAME
brand        ← Marque
category     ← Catégorie
price        ← Prix
rating_count ← ReviewCount
image        ← imageurl
not used       shippingPrice, categoryId`},
		{"price and sale price", "Title|Price|Sale Price|Discount %", nil, `
title        ← Title
price        ← Price
sale_price   ← Sale Price
not used       Discount %`},
		{"three prices", "Title|Price|Sale Price|MRP", nil, `
title        ← Title
price        ← Price
list_price   ← MRP
sale_price   ← Sale Price`},
		{"nested JSON", "parent_asin|title|price.amount|price.currency|images|seller.name|brand name", nil, `
id           ← parent_asin
title        ← title
brand        ← brand name
price        ← price.amount
currency     ← price.currency
image        ← images
not used       seller.name`},
		{"category levels", "Level 2 Category|name|Category 1|category l3", nil, `
title        ← name
category     ← Category 1 > Level 2 Category > category l3`},
		{"corrections", "id|name|caption|gender|kind, of thing|price", Overrides{"title": "CAPTION", "category": "kind, of thing", "price": "", "brand": "name,gender"}, `
id           ← id
title        ← caption
brand        ← name, else gender
category     ← kind, of thing
not used       price`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, err := Resolve(strings.Split(tt.columns, "|"), tt.overrides)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.Split(tt.want[1:], "\n"), m.Lines()); diff != "" {
				t.Errorf("mapping of %s differs (-want +got):\n%s", tt.columns, diff)
			}
		})
	}
}

func TestResolveErrors(t *testing.T) {
	_, err := Resolve([]string{"x1", "warehouse name", "price"}, nil)
	if want := `no title column found: choose one with --map title=COLUMN (columns: "x1", "warehouse name", "price")`; !errors.Is(err, ErrNoTitle) || err.Error() != want {
		t.Errorf("Resolve without a title column = %v, want %s", err, want)
	}
	_, err = Resolve([]string{"name", "price"}, Overrides{"title": ""})
	if !errors.Is(err, ErrNoTitle) {
		t.Errorf("Resolve with title= as a correction = %v, want %v", err, ErrNoTitle)
	}
	_, err = Resolve([]string{"name", "price"}, Overrides{"brand": "maker"})
	if want := `--map brand=maker: no column "maker" (columns: "name", "price")`; err == nil || err.Error() != want {
		t.Errorf("Resolve with an unknown column = %v, want %s", err, want)
	}
}

func TestParseOverride(t *testing.T) {
	o := Overrides{}
	for _, s := range []string{"title=a=b", "category = x, y", "rating="} {
		if err := o.ParseOverride(s); err != nil {
			t.Errorf("ParseOverride(%q) = %v, want nil", s, err)
		}
	}
	if diff := cmp.Diff(Overrides{"title": "a=b", "category": "x, y", "rating": ""}, o); diff != "" {
		t.Errorf("overrides differ (-want +got):\n%s", diff)
	}
	for _, s := range []string{"title", "flavor=x"} {
		if err := o.ParseOverride(s); err == nil {
			t.Errorf("ParseOverride(%q) returned no error", s)
		}
	}
}
