package row

import (
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"regexp"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
)

// asin matches the product number in an Amazon URL.
var asin = regexp.MustCompile(`/(?:dp|gp/product|gp/aw/d)/([A-Z0-9]{10})(?:[/?#]|$)`)

// id returns the ID of the product. Every import of a row gives the same ID. The ID is the value of the ID
// column, or a hash of this value if it is not a valid ID. Without a value, the ID is the ASIN in the URL, or else a
// hash of title, brand, color and place. The hash excludes prices, ratings and descriptions, because they change.
func (r *row) id(p *catalog.Product) catalog.ID {
	if text := strings.TrimSpace(r.text(mapping.ID)); text != "" {
		id := catalog.ID(r.settings.IDPrefix + text)
		if id.Validate() == nil {
			return id
		}
		r.warn(mapping.ID, "not a valid product ID: replaced by a hash", text)
		return r.hashed(text)
	}
	if len(r.columns[mapping.ID]) > 0 {
		r.warn(mapping.ID, "empty: derived from the URL or the title", "")
	}
	if found := asin.FindStringSubmatch(r.text(mapping.URL)); found != nil {
		return catalog.ID(r.settings.IDPrefix + found[1])
	}
	return r.hashed(p.Title, p.Brand, p.Color, place(p))
}

// hashed returns an ID from the hash of texts.
func (r *row) hashed(texts ...string) catalog.ID {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return catalog.ID(r.settings.IDPrefix + hex.EncodeToString(sum[:16]))
}

// place returns the URL of the product page without query and fragment, or else the URL of the image.
func place(p *catalog.Product) string {
	u, err := url.Parse(p.URL)
	if err != nil || p.URL == "" {
		return p.ImageURL
	}
	return u.Host + u.Path
}
