package table

import (
	"cmp"
	"encoding/json"
	"regexp"
	"strings"
)

// Keys of lists whose objects have a text.
var (
	imageKey = regexp.MustCompile(`(?i)(image|photo|picture|media|gallery|bild)[^.]*$`)
	groupKey = regexp.MustCompile(`(?i)(categor|brand|manufacturer|vendor|kategorie|hersteller)[^.]*$`)
)

// textOfObject returns the text of an object in the list at a key, or "": the address of an image, the name of a category,
// or an option as a JSON object with its name and value.
func textOfObject(key string, cells []cell) string {
	switch {
	case variantKey.MatchString(key):
		return ""
	case imageKey.MatchString(key):
		return imageAddress(cells)
	case groupKey.MatchString(key):
		return cmp.Or(textAt(cells, "name"), textAt(cells, "title"), textAt(cells, "label"))
	}
	return optionText(cells)
}

// imageAddress returns the address in an object that describes an image, or "".
func imageAddress(cells []cell) string {
	for _, key := range []string{"src", "url", "href", "link", "original", "large", "image", "path"} {
		if text := textAt(cells, key); strings.Contains(text, "/") {
			return text
		}
	}
	return ""
}

// optionText returns an option or attribute as JSON, or "". An attribute with several values is not an option.
func optionText(cells []cell) string {
	name := cmp.Or(textAt(cells, "name"), textAt(cells, "key"), textAt(cells, "label"), textAt(cells, "attribute"))
	value := cmp.Or(textAt(cells, "value"), textAt(cells, "option"))
	for _, c := range cells {
		isValues := strings.EqualFold(c.column, "values") || strings.EqualFold(c.column, "options")
		if value == "" && isValues && len(c.value.List) == 1 {
			value = c.value.List[0]
		}
	}
	if name == "" || value == "" {
		return ""
	}
	text, err := json.Marshal(map[string]string{"name": name, "value": value})
	if err != nil {
		return "" // strings can always be written
	}
	return string(text)
}
