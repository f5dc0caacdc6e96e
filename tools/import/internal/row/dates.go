package row

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"shopfyp.dev/tools/import/internal/mapping"
)

// layouts are the formats of dates, with and without a time. A format without a time is a day.
var layouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700", "2006-01-02T15:04:05", "2006-01-02T15:04",
	"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02",
	"2006/01/02 15:04:05", "2006/01/02 15:04", "2006/01/02", "20060102", "02.01.2006 15:04:05", "02.01.2006 15:04", "02.01.2006", "2.1.2006", "2.1.06",
	"January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006", "02-Jan-2006", "2-Jan-06", "Mon, 02 Jan 2006 15:04:05 -0700",
	"January 2, 2006 3:04 PM", "Jan 2, 2006 3:04 PM", "2006-01-02 3:04 PM",
}

// numeric matches dates such as 3/25/2024 or 25-03-2024, with the month or the day first.
var numeric = regexp.MustCompile(`^(\d{1,2})[/-](\d{1,2})[/-](\d{2}|\d{4})(?:,?\s+(\d{1,2}:\d{2}(?::\d{2})?\s*(?:[AaPp][Mm])?))?$`)

// A moment is a date of a file. A day has no time.
type moment struct {
	time.Time
	isDay     bool
	ambiguous bool // day and month may be swapped
}

// parseMoment reads a date or a time. Without a time zone it is in UTC.
func parseMoment(text string) (moment, bool) {
	text = strings.TrimSpace(text)
	for _, layout := range layouts {
		if t, err := time.Parse(layout, text); err == nil {
			isDay := !strings.Contains(layout, "15") && !strings.Contains(layout, "3:04") || strings.HasSuffix(text, " 00:00:00")
			return moment{Time: t.UTC(), isDay: isDay}, true
		}
	}
	if parts := numeric.FindStringSubmatch(text); parts != nil {
		return parseNumeric(parts)
	}
	if seconds, err := strconv.ParseInt(text, 10, 64); err == nil && seconds > 1e8 && seconds < 1e10 {
		return moment{Time: time.Unix(seconds, 0).UTC()}, true
	}
	return moment{}, false
}

// parseNumeric reads a date with the month first, unless it can only be the day.
func parseNumeric(parts []string) (moment, bool) {
	first, _ := strconv.Atoi(parts[1])
	second, _ := strconv.Atoi(parts[2])
	month, day := parts[1], parts[2]
	if first > 12 {
		month, day = day, month
	}
	year := parts[3]
	if len(year) == 2 {
		year = "20" + year
	}
	text, clock := year+"-"+month+"-"+day, strings.ToUpper(strings.ReplaceAll(parts[4], " ", ""))
	m := moment{ambiguous: first <= 12 && second <= 12 && first != second}
	for _, layout := range []string{"2006-1-2", "2006-1-2 15:04", "2006-1-2 15:04:05", "2006-1-2 3:04PM", "2006-1-2 3:04:05PM"} {
		t, err := time.Parse(layout, strings.TrimSpace(text+" "+clock))
		if err == nil {
			m.Time, m.isDay = t, clock == "" || clock == "12:00AM" || clock == "12:00:00AM"
			return m, true
		}
	}
	return moment{}, false
}

// end returns the first moment after a sale that ends with m. A day counts to its end.
func (m moment) end() time.Time {
	if m.isDay {
		return m.AddDate(0, 0, 1)
	}
	return m.Time
}

// date returns the date of a field, or the zero time with a warning for another text.
func (r *row) date(f mapping.Field) time.Time {
	m, _, _ := r.moment(f, r.text(f))
	return m.Time
}

// moment reads a date. It returns false for ok if text is a date that it cannot read, and false for has without a text.
func (r *row) moment(f mapping.Field, text string) (m moment, has, ok bool) {
	if isNull(text) || strings.HasPrefix(text, "0000-00-00") || text == "0" || strings.HasPrefix(text, "0001-01-01") {
		return moment{}, false, true
	}
	m, ok = parseMoment(text)
	if !ok {
		r.warn(f, "not a date: ignored", text)
	}
	if m.ambiguous {
		r.warn(f, "day or month first is not clear: read with the month first", text)
	}
	return m, true, ok
}
