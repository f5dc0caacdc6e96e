package row

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
)

// maxAddress is the maximum length of a URL, in bytes.
const maxAddress = 2048

// betweenURLs matches the separator in front of another URL. A comma or semicolon elsewhere belongs to a URL.
var betweenURLs = regexp.MustCompile(`[\s,;|]+((?:https?:)?//)`)

// urls splits a cell with several URLs. Bars and white space always separate; commas and semicolons separate URLs,
// absolute paths and file names.
func urls(text string) []string {
	if !strings.ContainsAny(text, " ,;|\n\r\t") {
		return strings.Fields(text)
	}
	text = betweenURLs.ReplaceAllString(strings.TrimSpace(text), "|$1")
	parts := strings.FieldsFunc(text, func(c rune) bool { return c == '|' || c == ' ' || c == '\n' || c == '\r' || c == '\t' })
	var all []string
	for _, part := range parts {
		if strings.Contains(part, "//") {
			all = append(all, strings.TrimRight(part, ",;"))
			continue
		}
		all = append(all, strings.FieldsFunc(part, func(c rune) bool { return c == ',' || c == ';' })...)
	}
	return all
}

// address returns the first URL of a field, or "".
func (r *row) address(f mapping.Field) string {
	v, column, _ := r.first(f)
	if all := r.addresses(f, cell{v, column}); len(all) > 0 {
		return all[0]
	}
	return ""
}

// addresses returns the URLs in a cell. It warns if there are none.
func (r *row) addresses(f mapping.Field, c cell) (all []string) {
	list := elements(c.Value)
	for _, text := range list {
		for _, s := range urls(text) {
			if s = r.absolute(f, s); isAddress(s, r.own) {
				all = append(all, s)
			}
		}
	}
	if len(all) == 0 && len(list) > 0 {
		reason := "not a usable URL: ignored"
		if f != mapping.URL && !strings.Contains(list[0], "//") {
			reason = "an image without the address of its shop (see --image-base): ignored"
		}
		r.warn(f, reason, list[0])
	}
	return all
}

// absolute completes an address without a scheme, and the paths and names of images.
func (r *Reader) absolute(f mapping.Field, s string) string {
	switch {
	case strings.HasPrefix(s, "//"):
		return "https:" + s
	case f != mapping.URL && r.settings.ImageBase != "" && !strings.Contains(s, "//"):
		return strings.TrimSuffix(r.settings.ImageBase, "/") + "/" + strings.TrimPrefix(s, "/")
	case f != mapping.URL && r.rules.ImageBase != "" && !strings.Contains(s, "/"):
		return r.rules.ImageBase + s
	}
	return s
}

// images returns the image and the additional images, without duplicates: those of the row, then those of its product.
func (r *row) images() (image string, more []string) {
	var all []string
	for _, c := range r.filled(r.values, mapping.Image) {
		if !r.inGallery(c) {
			all = r.addresses(mapping.Image, c)
			break
		}
	}
	if r.gallery == nil {
		for _, c := range r.filled(r.values, mapping.MoreImages) {
			all = append(all, r.addresses(mapping.MoreImages, c)...)
		}
	}
	if len(all) == 0 && r.isVariant() && r.gallery == nil && len(r.filled(r.values, mapping.Image)) == 0 {
		for _, c := range r.cells(mapping.Image) {
			all = append(all, r.addresses(mapping.Image, c)...)
		}
	}
	all = distinct(append(all, r.gallery...))
	if len(all) == 0 {
		return "", nil
	}
	if len(all) > catalog.MaxImages+1 {
		r.warn(mapping.MoreImages, "too many images: the last are ignored", "")
		all = all[:catalog.MaxImages+1]
	}
	if len(all) == 1 {
		return all[0], nil
	}
	return all[0], all[1:]
}

// inGallery reports whether a cell holds an image of the product, not of the variant.
func (r *row) inGallery(c cell) bool {
	return r.gallery != nil && slices.Contains(r.columns[mapping.MoreImages], c.column)
}

func distinct(list []string) (all []string) {
	for _, s := range list {
		if !slices.Contains(all, s) {
			all = append(all, s)
		}
	}
	return all
}

// isAddress reports whether s is an http or https URL. An absolute path is an address only within our own site: in the export
// of another shop, it belongs to that shop.
func isAddress(s string, ownSite bool) bool {
	u, err := url.Parse(s)
	if err != nil || len(s) > maxAddress || strings.ContainsAny(s, "\"<>\\\t\r") {
		return false
	}
	if u.Scheme == "" {
		return ownSite && strings.HasPrefix(s, "/")
	}
	return (u.Scheme == "http" || u.Scheme == "https") && u.Host != ""
}
