package milvus

import (
	"fmt"
	"hash/fnv"
	"math/bits"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/recommend"
)

// conditionExpression returns the expression of a condition, or "" for none.
func conditionExpression(c *recommend.Condition) string {
	var all []string
	if c.Buyable {
		all = append(all, soldOutField+" == false")
	}
	if c.NotAdult {
		all = append(all, adultField+" == false")
	}
	all = append(all, bound(c.MinPrice, ">=")...)
	all = append(all, bound(c.MaxPrice, "<=")...)
	if c.Without != 0 {
		all = append(all, fmt.Sprintf("not array_contains_any(%s, %s)", attributesField, list(bitsOf(uint64(c.Without)))))
	}
	if len(c.Except) > 0 {
		all = append(all, fmt.Sprintf("%s not in %s", groupField, list(c.Except)))
	}
	return strings.Join(all, " and ")
}

// bound returns the expression of a bound of the price.
func bound(m catalog.Money, operator string) []string {
	if !isCurrency(m.Currency) {
		return nil // no product has a price to compare with
	}
	return []string{fmt.Sprintf("(%s != \"%s\" or %s %s %d)", currencyField, m.Currency, priceField, operator, m.Amount)}
}

// isCurrency reports whether a text can be compared in an expression.
func isCurrency(code string) bool {
	return len(code) == 3 && !strings.ContainsFunc(code, func(r rune) bool { return r < 'A' || r > 'Z' })
}

// keysExpression returns the expression of products that have one of the keys, or "" for none.
func keysExpression(k *engine.Keys) string {
	var any []string
	if terms := termsOf(k.Numbers, k.Exact); len(terms) > 0 {
		any = append(any, fmt.Sprintf("array_contains_any(%s, %s)", termsField, list(terms)))
	}
	if len(k.Groups) > 0 {
		any = append(any, fmt.Sprintf("%s in %s", groupField, list(k.Groups)))
	}
	return strings.Join(any, " or ")
}

// idsExpression returns the expression of products with the IDs.
func idsExpression(ids []catalog.ID) string {
	encoded := make([]string, len(ids))
	for i, id := range ids {
		encoded[i] = `"` + encodeID(id) + `"`
	}
	return idField + " in [" + strings.Join(encoded, ",") + "]"
}

// rowsExpression returns the expression of products with rows from first up to and including last.
func rowsExpression(first, last int64) string {
	return fmt.Sprintf("%s >= %d and %s <= %d", rowField, first, rowField, last)
}

func list[T int8 | int64](values []T) string {
	texts := make([]string, len(values))
	for i, v := range values {
		texts[i] = strconv.FormatInt(int64(v), 10)
	}
	return "[" + strings.Join(texts, ",") + "]"
}

// bitsOf returns the numbers of the bits that are set.
func bitsOf(set uint64) []int8 {
	numbers := make([]int8, 0, bits.OnesCount64(set))
	for ; set != 0; set &= set - 1 {
		numbers = append(numbers, int8(bits.TrailingZeros64(set)))
	}
	return numbers
}

// termsOf returns the distinct hashes of product numbers and exact keys.
func termsOf(numbers, exact []string) []int64 {
	hashes := make([]int64, 0, len(numbers)+len(exact))
	for _, n := range numbers {
		hashes = append(hashes, termOf("number", n))
	}
	for _, key := range exact {
		hashes = append(hashes, termOf("key", key))
	}
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

func termOf(kind, text string) int64 {
	h := fnv.New64a()
	h.Write([]byte(kind))
	h.Write([]byte{0})
	h.Write([]byte(text))
	return int64(h.Sum64() >> 1)
}

// idEscaper encodes the characters of IDs that are special in texts of expressions.
var idEscaper = strings.NewReplacer(`%`, "%25", `"`, "%22", `\`, "%5C", `'`, "%27")

// encodeID returns the ID as the field and expressions have it.
func encodeID(id catalog.ID) string { return idEscaper.Replace(string(id)) }

// decodeID is the inverse of encodeID.
func decodeID(text string) (catalog.ID, error) {
	id, err := url.PathUnescape(text)
	if err != nil {
		return "", fmt.Errorf("milvus: product ID: %w", err)
	}
	return catalog.ID(id), nil
}
