package row

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"shopfyp.dev/tools/import/internal/mapping"
)

var (
	ratingText = regexp.MustCompile(`^(?i)(\d+(?:[.,]\d+)?)\s*(?:(?:/|out of|von|sur|de)\s*(\d+(?:[.,]\d+)?))?\s*(?:stars?|★+)?$`)
	countText  = regexp.MustCompile(`^(?i)\(?\s*(\d[\d.,'’\s]*?)\s*([km])?\+?\s*(?:(?:global|customer|verified)\s+)?(?:ratings?|reviews?|votes?)?\s*\)?$`)
	groupPoint = regexp.MustCompile(`^[1-9]\d{0,2}(?:\.\d{3})+$`)
)

// rating returns the rating on a scale of 0 to 5. For example, "8 out of 10" gives 4.
func (r *row) rating() float64 {
	text := strings.TrimSpace(r.text(mapping.Rating))
	if text == "" {
		return 0
	}
	parts := ratingText.FindStringSubmatch(text)
	if parts == nil {
		r.warn(mapping.Rating, "not a rating: ignored", text)
		return 0
	}
	rating := decimal(parts[1])
	if scale := decimal(parts[2]); parts[2] != "" {
		rating = math.Round(rating/scale*500) / 100
	}
	if !(rating >= 0 && rating <= 5) {
		r.warn(mapping.Rating, "not from 0 to 5: ignored", text)
		return 0
	}
	return rating
}

// decimal parses digits with a decimal point or comma. It returns 0 for any other text.
func decimal(s string) float64 {
	f, err := strconv.ParseFloat(strings.Replace(s, ",", ".", 1), 64)
	if err != nil {
		return 0
	}
	return f
}

// ratingCount parses a count such as "2,255", "1.0", "12K+" or "(37 reviews)".
func (r *row) ratingCount() int {
	text := strings.TrimSpace(r.text(mapping.RatingCount))
	if text == "" {
		return 0
	}
	n, ok := count(text)
	if !ok {
		r.warn(mapping.RatingCount, "not a count: ignored", text)
	}
	return n
}

func count(text string) (int, bool) {
	parts := countText.FindStringSubmatch(text)
	if parts == nil {
		return 0, false
	}
	digits := strings.Join(strings.FieldsFunc(parts[1], func(r rune) bool { return !strings.ContainsRune(".0123456789", r) }), "")
	if groupPoint.MatchString(digits) && parts[2] == "" {
		digits = strings.ReplaceAll(digits, ".", "")
	}
	n, err := strconv.ParseFloat(digits, 64)
	n *= map[string]float64{"": 1, "k": 1e3, "m": 1e6}[strings.ToLower(parts[2])]
	if err != nil || n > math.MaxInt32 || math.Abs(n-math.Round(n)) > 1e-6 {
		return 0, false
	}
	return int(math.Round(n)), true
}
