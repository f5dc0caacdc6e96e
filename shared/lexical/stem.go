package lexical

import "strings"

// irregular maps plurals and singulars that no rule of stem brings together.
var irregular = map[string]string{
	"feet": "foot", "teeth": "tooth", "mice": "mouse", "geese": "goose",
	"knives": "knife", "shelves": "shelf", "leaves": "leaf", "scarves": "scarf", "halves": "half", "wolves": "wolf", "loaves": "loaf",
	"lenses": "lens", "lens": "lens", "gases": "gas", "buses": "bus", "potatoes": "potato", "tomatoes": "tomato", "heroes": "hero", "mangoes": "mango",
	"series": "series",
}

// stem removes plural endings: "dresses", "batteries", "cookies", "shoes", "knives".
func stem(w string) string {
	if s, ok := irregular[w]; ok {
		return s
	}
	for _, ending := range []string{"sses", "xes", "ches", "shes"} {
		if len(w) > len(ending)+1 && strings.HasSuffix(w, ending) {
			return w[:len(w)-2]
		}
	}
	switch {
	case len(w) > 4 && strings.HasSuffix(w, "ies"):
		return w[:len(w)-3] + "y"
	case len(w) > 4 && strings.HasSuffix(w, "ie"): // "cookie", as "cookies"
		return w[:len(w)-2] + "y"
	case len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
		return w[:len(w)-1]
	}
	return w
}
