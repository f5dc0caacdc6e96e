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

// asin matches the product's number in an Amazon address.
var asin = regexp.MustCompile(`/(?:dp|gp/product|gp/aw/d)/([A-Z0-9]{10})(?:[/?#]|$)`)

// id returns the product's ID, which is the same at every import of a row: the value of the ID column
// if it is a valid document ID, else the ASIN in the link, else a hash of title, brand, color and place.
// Prices, ratings and descriptions change, so they are not hashed.
func (r *row) id(p *catalog.Product) catalog.ID {
	if text := strings.TrimSpace(r.text(mapping.ID)); text != "" {
		id := catalog.ID(r.settings.IDPrefix + text)
		if id.Validate() == nil {
			return id
		}
		r.warn(mapping.ID, "not a valid product ID: replaced by its hash", text)
		return r.hashed(text)
	}
	if len(r.columns[mapping.ID]) > 0 {
		r.warn(mapping.ID, "empty: made from the link or the title", "")
	}
	if found := asin.FindStringSubmatch(r.text(mapping.URL)); found != nil {
		return catalog.ID(r.settings.IDPrefix + found[1])
	}
	return r.hashed(p.Title, p.Brand, p.Color, place(p))
}

// hashed returns an ID that is a hash of texts.
func (r *row) hashed(texts ...string) catalog.ID {
	sum := sha256.Sum256([]byte(strings.Join(texts, "\x00")))
	return catalog.ID(r.settings.IDPrefix + hex.EncodeToString(sum[:16]))
}

// place returns the address of the product's page without query and fragment, or else of its picture.
func place(p *catalog.Product) string {
	u, err := url.Parse(p.URL)
	if err != nil || p.URL == "" {
		return p.ImageURL
	}
	return u.Host + u.Path
}
