package basket

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"
)

// A Template is the address of a shop's checkout, with placeholders for what the shopper buys. The empty Template means
// that the shop has none.
type Template string

// placeholders are the placeholders of a Template, each with its value.
var placeholders = map[string]func(userID string, items []Item) string{
	"{ids}":        func(_ string, items []Item) string { return list(items, escapedID) },
	"{quantities}": func(_ string, items []Item) string { return list(items, quantity) },
	"{basket}": func(_ string, items []Item) string {
		return list(items, func(it *Item) string { return escapedID(it) + ":" + quantity(it) })
	},
	"{user}": func(userID string, _ []Item) string { return escape(userID) },
}

var placeholderForm = regexp.MustCompile(`\{[^{}]*\}`)

// ParseTemplate returns the template, or an error unless it is an https URL in which only the path, the query and the
// fragment have placeholders, all of them known.
func ParseTemplate(text string) (Template, error) {
	if text == "" {
		return "", nil
	}
	for _, p := range placeholderForm.FindAllString(text, -1) {
		if placeholders[p] == nil {
			return "", fmt.Errorf("the placeholder %s is not {ids}, {quantities}, {basket} or {user}", p)
		}
	}
	u, err := url.Parse(placeholderForm.ReplaceAllString(text, "x"))
	switch {
	case err != nil:
		return "", err
	case u.Scheme != "https" || u.Host == "" || u.User != nil:
		return "", errors.New("it is not an https URL")
	case !strings.HasPrefix(text, "https://"+u.Host):
		return "", errors.New("its host has a placeholder")
	case strings.ContainsAny(placeholderForm.ReplaceAllString(text, ""), "{} \t\r\n"):
		return "", errors.New("it contains a space or a single brace")
	}
	return Template(text), nil
}

// URL returns the address of the checkout for the items of a user that can be bought. Values are percent-encoded;
// the commas and colons between them are not.
func (t Template) URL(userID string, items []Item) string {
	var bought []Item
	for _, it := range items {
		if it.Status == Available {
			bought = append(bought, it)
		}
	}
	return placeholderForm.ReplaceAllStringFunc(string(t), func(p string) string { return placeholders[p](userID, bought) })
}

// list returns the values of items, with commas between them.
func list(items []Item, value func(*Item) string) string {
	values := make([]string, len(items))
	for i := range items {
		values[i] = value(&items[i])
	}
	return strings.Join(values, ",")
}

func escapedID(it *Item) string { return escape(string(it.ID)) }

func quantity(it *Item) string { return strconv.Itoa(it.Quantity) }

// escape encodes everything that is special in a path, a query or a fragment, and commas and colons.
func escape(text string) string { return strings.ReplaceAll(url.QueryEscape(text), "+", "%20") }
