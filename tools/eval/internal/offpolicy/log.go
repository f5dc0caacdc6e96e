package offpolicy

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/recommend"
)

// maxLine is the maximum length of a log line in bytes, four times that of Cloud Logging.
const maxLine = 1 << 20

// payload is the part of a log line that counts.
type payload struct {
	Msg      string
	Message  string
	Explored recommend.ExploredCard
	Event    metrics.Record
}

// Read returns the explored cards in a log of the functions, in the order of their lines, with their impressions and clicks.
// A line is that of a function, or an entry of Cloud Logging that contains it. Read skips other lines, and counts an event once.
func Read(r io.Reader) ([]Card, error) {
	cards, order := make(map[string]*Card), []string{}
	var events []metrics.Record
	seen := make(map[string]bool)
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		p, ok := parse(lines.Bytes())
		switch {
		case !ok:
		case p.Message == recommend.ExploredMessage:
			if cards[p.Explored.ID] == nil && len(p.Explored.Window) > 0 {
				cards[p.Explored.ID] = &Card{ExploredCard: p.Explored}
				order = append(order, p.Explored.ID)
			}
		case p.Message == metrics.RecordMessage && !seen[p.Event.ID]:
			seen[p.Event.ID] = true
			events = append(events, p.Event)
		}
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("log: %w", err)
	}
	for i := range events {
		addEvent(cards, &events[i])
	}
	all := make([]Card, len(order))
	for i, id := range order {
		all[i] = *cards[id]
	}
	return all, nil
}

func parse(line []byte) (payload, bool) {
	var read struct {
		payload
		Inner *payload `json:"jsonPayload"`
	}
	if json.Unmarshal(line, &read) != nil {
		return payload{}, false
	}
	p := read.payload
	if read.Inner != nil {
		p = *read.Inner
	}
	if p.Message == "" {
		p.Message = p.Msg
	}
	return p, true
}

// addEvent adds the impressions or clicks of an event to their cards.
func addEvent(cards map[string]*Card, e *metrics.Record) {
	for _, item := range e.Items {
		c := cards[item.Card]
		if c == nil || item.Index == nil || item.List != metrics.CardSurface {
			continue
		}
		switch e.Name {
		case metrics.ViewItemList:
			c.Seen = addOnce(c.Seen, *item.Index)
		case metrics.SelectItem:
			c.Clicked = addOnce(c.Clicked, *item.Index)
		}
	}
}

func addOnce(positions []int, position int) []int {
	if slices.Contains(positions, position) {
		return positions
	}
	return append(positions, position)
}
