package main

import (
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// The vocabulary files contain kinds in this form:
//
//	= spk 8 $25-60 Electronics > Audio > Bluetooth Speakers
//	title: {brand} {line} Bluetooth Speaker, {water}, {color}
//	lead: A can-sized speaker with a bigger voice than it looks.
//	tail: Two of them pair up for stereo.
//	brand: Tidewave (Pebble, Cove); Boomkin (Thump)
//	water: IPX7 Waterproof +8 | It survives half an hour in a meter of water.
//	water: Splashproof
//	color: Black; Slate Blue
//
// The first line has the ID prefix, the count, the price range in dollars and
// the category path. A title, lead or tail line is one template. "brand" lists makers. Any
// other key is an axis: one option with its sentence after a bar, or several
// options separated by semicolons. A line that starts with # is a comment.
//
// Three keys describe how the shop offers the products:
//
//	variants: color, size             each product comes in all combinations of these axes
//	pictures: 3                       number of pictures of each product
//	sale: 25% 2025-11-01 2035-11-01   discount, first day, and the day after the last
//
// An axis named after a field of a product, such as "size" or "condition", also sets the field (facts.go).
//
// An option's value can be followed, in this order, by a surcharge (+8), by
// options of other axes that it excludes (!Open-Ear !Black), by a fixed color
// (#Clear), and by its own makers (@ Boomkin (Thump)).
var (
	header   = regexp.MustCompile(`^= ([a-z]+[0-9]*) (\d+) \$(\d+)-(\d+) (.+)$`)
	property = regexp.MustCompile(`^([a-z]+): (.+)$`)
	addend   = regexp.MustCompile(`^(.+) ([+-]\d+)$`)
	lineList = regexp.MustCompile(`^(.+) \((.+)\)$`)
)

// readKinds parses the departments in vocab/departments in the order of their file names.
func readKinds(vocab fs.FS) ([]*kind, error) {
	names, err := fs.Glob(vocab, "vocab/departments/*.txt")
	if err != nil {
		return nil, err
	}
	var kinds []*kind
	for _, name := range names {
		text, err := fs.ReadFile(vocab, name)
		if err != nil {
			return nil, err
		}
		more, err := parseKinds(name, string(text))
		if err != nil {
			return nil, err
		}
		kinds = append(kinds, more...)
	}
	return kinds, nil
}

// parseKinds parses the text of one department and checks each kind.
func parseKinds(name, text string) ([]*kind, error) {
	var kinds []*kind
	for i, line := range strings.Split(text, "\n") {
		where := fmt.Sprintf("%s:%d", name, i+1)
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '=':
			k, err := parseHeader(line)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", where, err)
			}
			k.where = where
			kinds = append(kinds, k)
		case len(kinds) == 0:
			return nil, fmt.Errorf("%s: property before the first kind", where)
		default:
			if err := kinds[len(kinds)-1].parseProperty(line); err != nil {
				return nil, fmt.Errorf("%s: %w", where, err)
			}
		}
	}
	for _, k := range kinds {
		if err := k.check(); err != nil {
			return nil, fmt.Errorf("%s: %w", k.where, err)
		}
	}
	return kinds, nil
}

func parseHeader(line string) (*kind, error) {
	m := header.FindStringSubmatch(line)
	if m == nil {
		return nil, errors.New("not of the form: = prefix count $low-high path")
	}
	count, err1 := strconv.Atoi(m[2])
	low, err2 := strconv.Atoi(m[3])
	high, err3 := strconv.Atoi(m[4])
	if err := errors.Join(err1, err2, err3); err != nil {
		return nil, err
	}
	return &kind{prefix: m[1], count: count, low: low, high: high, path: m[5]}, nil
}

func (k *kind) parseProperty(line string) error {
	m := property.FindStringSubmatch(line)
	if m == nil {
		return errors.New("not of the form: key: value")
	}
	switch key, value := m[1], m[2]; key {
	case "title":
		k.titles = append(k.titles, value)
	case "lead":
		k.leads = append(k.leads, value)
	case "tail":
		k.tails = append(k.tails, value)
	case "brand":
		k.makers = append(k.makers, parseMakers(value)...)
	case "variants":
		k.variants = strings.Split(value, ", ")
	case "pictures":
		return k.parsePictures(value)
	case "sale":
		return k.parseSale(value)
	default:
		a := k.axis(key)
		a.options = append(a.options, parseOptions(value)...)
	}
	return nil
}

func (k *kind) parsePictures(value string) (err error) {
	k.pictures, err = strconv.Atoi(value)
	return err
}

func (k *kind) parseSale(value string) error {
	var start, end string
	if n, err := fmt.Sscanf(value, "%d%% %s %s", &k.sale.percent, &start, &end); n != 3 {
		return fmt.Errorf("sale %q is not a percentage and two dates: %w", value, err)
	}
	var err1, err2 error
	k.sale.start, err1 = time.Parse(time.DateOnly, start)
	k.sale.end, err2 = time.Parse(time.DateOnly, end)
	return errors.Join(err1, err2)
}

// parseMakers parses "Brand (Line, Line); Brand".
func parseMakers(text string) []maker {
	var makers []maker
	for part := range strings.SplitSeq(text, ";") {
		part = strings.TrimSpace(part)
		m := lineList.FindStringSubmatch(part)
		if m == nil {
			makers = append(makers, maker{brand: part})
			continue
		}
		for line := range strings.SplitSeq(m[2], ",") {
			makers = append(makers, maker{brand: m[1], line: strings.TrimSpace(line)})
		}
	}
	return makers
}

// parseOptions parses "value +3 | sentence" or "value; value +3".
func parseOptions(text string) []option {
	if value, says, ok := strings.Cut(text, "|"); ok {
		o := parseOption(value)
		o.says = strings.TrimSpace(says)
		return []option{o}
	}
	var options []option
	for part := range strings.SplitSeq(text, ";") {
		options = append(options, parseOption(part))
	}
	return options
}

func parseOption(text string) option {
	var o option
	text, makers, own := strings.Cut(text, " @ ")
	if own {
		o.makers = parseMakers(makers)
	}
	text, o.color, _ = strings.Cut(text, " #")
	text, not, _ := strings.Cut(text, " !")
	if not != "" {
		o.not = strings.Split(strings.TrimSpace(not), " !")
	}
	o.value, o.color = strings.TrimSpace(text), strings.TrimSpace(o.color)
	if m := addend.FindStringSubmatch(o.value); m != nil {
		if n, err := strconv.Atoi(m[2]); err == nil {
			o.value, o.adds = m[1], n
		}
	}
	return o
}
