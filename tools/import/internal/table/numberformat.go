package table

import (
	"encoding/xml"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// A numberFormat tells what the number in a cell means.
type numberFormat struct {
	date, clock bool
	digits      int // minimum number of digits, with leading zeros
}

// readStyles returns the number format of each cell style.
func (w *workbook) readStyles() (styles []numberFormat, err error) {
	codes := map[int]string{}
	inCells := false
	err = w.elements("xl/styles.xml", func(e xml.StartElement, _ *xmlTokens) error {
		switch name := e.Name.Local; {
		case name == "numFmt" && len(codes) < maxParts:
			id, _ := strconv.Atoi(attribute(e, "numFmtId"))
			codes[id] = attribute(e, "formatCode")
		case name == "xf" && inCells && len(styles) < 1<<16:
			id, _ := strconv.Atoi(attribute(e, "numFmtId"))
			styles = append(styles, formatOf(id, codes[id]))
		case name == "cellXfs", name == "cellStyleXfs", name == "cellStyles", name == "dxfs":
			inCells = name == "cellXfs"
		}
		return nil
	})
	return styles, err
}

var (
	formatText = regexp.MustCompile(`"[^"]*"|\\.|_.|\*.|\[[^\]]*\]`)
	zeros      = regexp.MustCompile(`^0{2,20}$`)
)

// formatOf returns the meaning of a format code, or of a built-in format.
func formatOf(id int, code string) numberFormat {
	between := func(low, high int) bool { return code == "" && id >= low && id <= high }
	switch {
	case between(14, 17), between(27, 31), between(36, 36), between(50, 58):
		return numberFormat{date: true}
	case between(22, 22):
		return numberFormat{date: true, clock: true}
	case between(18, 21), between(32, 35), between(45, 47):
		return numberFormat{clock: true}
	case zeros.MatchString(code):
		return numberFormat{digits: len(code)}
	}
	code = strings.ToLower(formatText.ReplaceAllString(code, ""))
	if strings.Contains(code, "general") {
		return numberFormat{}
	}
	clock := strings.ContainsAny(code, "hs")
	return numberFormat{date: strings.ContainsAny(code, "yd") || strings.Contains(code, "mmm") && !clock, clock: clock}
}

// value returns the value of a number in a cell.
func (f numberFormat) value(text string, from1904 bool) Value {
	n, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
		return Value{Text: text}
	}
	if (f.date || f.clock) && n >= 0 && n < 2_958_466 { // the year 10,000
		return Value{Text: f.time(n, from1904)}
	}
	plain := decimal(text, n)
	if missing := f.digits - len(plain); missing > 0 && n >= 0 && n == math.Trunc(n) {
		return Value{Text: strings.Repeat("0", missing) + plain}
	}
	return Value{Text: plain, Number: true}
}

var integer = regexp.MustCompile(`^-?(0|[1-9]\d*)$`)

// decimal returns a number without an exponent and without the rounding errors of binary fractions. Like Excel, it keeps
// 15 digits.
func decimal(text string, n float64) string {
	if integer.MatchString(text) {
		return text
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64)
	if err != nil {
		rounded = n
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}

// time returns a number of days as an ISO date, time of day, or both.
func (f numberFormat) time(days float64, from1904 bool) string {
	base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		base = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 60:
		days++ // Excel counts a 29th of February 1900
	}
	whole := math.Floor(days)
	seconds := math.Round((days - whole) * 86400)
	t := base.AddDate(0, 0, int(whole)).Add(time.Duration(seconds) * time.Second)
	switch {
	case !f.date:
		return t.Format("15:04:05")
	case seconds == 0:
		return t.Format("2006-01-02")
	}
	return t.Format("2006-01-02T15:04:05")
}
