package table

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
)

// findHeader sets the separator and moves to the header.
func (d *delimited) findHeader() error {
	sample, err := d.sample()
	if err != nil {
		return err
	}
	defer func() { d.lines.putBack(sample) }()
	for len(sample) > 0 && len(bytes.Trim(sample[0].text, " \r\n")) == 0 {
		sample = sample[1:]
	}
	if len(sample) == 0 {
		return nil
	}
	commas := []byte(",\t;|")
	if c, ok := declared(sample[0].text); ok {
		commas, sample = []byte{c}, sample[1:]
	}
	if len(sample) > 0 {
		d.comma = frequent(sample[0].text, commas)
		d.skipped = d.choose(commas, sample)
		sample = sample[d.skipped:]
	}
	return nil
}

// sample reads the first lines.
func (d *delimited) sample() (sample []line, err error) {
	for size := 0; len(sample) < headerSample && size < headerBytes; {
		ln, err := d.lines.next()
		if errors.Is(err, io.EOF) || err != nil && len(sample) > 0 {
			break // an error occurs again after the sample
		}
		if err != nil {
			return nil, err
		}
		sample = append(sample, ln)
		size += len(ln.text)
	}
	return sample, nil
}

var sepLine = regexp.MustCompile(`(?i)^\s*"?sep=(.|\\t)"?[;,\s]*$`)

// declared returns the separator that a line such as sep=; declares. Excel writes and reads such lines.
func declared(text []byte) (byte, bool) {
	m := sepLine.FindSubmatch(trimLineEnd(text))
	if m == nil {
		return 0, false
	}
	if string(m[1]) == `\t` {
		return '\t', true
	}
	return m[1][0], len(m[1]) == 1
}

// frequent returns the most frequent candidate outside quotes in the line.
func frequent(text, commas []byte) byte {
	count := map[byte]int{}
	inQuotes := false
	for _, c := range text {
		inQuotes = inQuotes != (c == '"')
		if !inQuotes {
			count[c]++
		}
	}
	return slices.MaxFunc(commas, func(a, b byte) int { return count[a] - count[b] })
}

// choose sets the separator that splits the lines best, and returns the number of lines before the header.
func (d *delimited) choose(commas []byte, sample []line) (skipped int) {
	best := 0.0
	frequent := d.comma
	for _, c := range commas {
		rows, starts := splitSample(c, sample)
		if len(rows) == 0 {
			continue
		}
		at, score := headerOf(rows)
		if starts[at] > 0 {
			score /= 2 // lines before the header are the exception
		}
		if score > best || score == best && c == frequent {
			best, d.comma, skipped = score, c, starts[at]
		}
	}
	return skipped
}

// splitSample splits lines into rows. It also returns the index of the first line of each row.
func splitSample(comma byte, sample []line) (rows [][]string, starts []int) {
	numbers := map[int]int{}
	for i, ln := range sample {
		numbers[ln.number] = i
	}
	d := &delimited{comma: comma, lines: &lines{r: bufio.NewReader(strings.NewReader("")), again: slices.Clone(sample)}}
	for {
		first, err := d.firstLine()
		if err != nil {
			return rows, starts
		}
		fields, rest, fault, _ := d.gather(first)
		if fault != nil {
			if len(d.lines.again) == 0 && len(rows) > 0 {
				return rows, starts // the sample ends in the record
			}
			d.lines.putBack(rest)
			fields = bytes.Split(trimLineEnd(first.text), []byte{comma})
		}
		rows, starts = append(rows, fieldTexts(fields)), append(starts, numbers[first.number])
	}
}

func fieldTexts(fields [][]byte) []string {
	texts := make([]string, len(fields))
	for i, f := range fields {
		texts[i] = string(f)
	}
	return texts
}
