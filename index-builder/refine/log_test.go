package refine

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
)

const model = "m"

var start = time.Date(2026, 1, 5, 12, 0, 0, 0, time.UTC)

// search returns a search for a query n minutes after start.
func search(n int, query string) interaction.Interaction {
	return interaction.Interaction{Type: interaction.Search, Query: query, Vector: []float32{1, 0}, Model: model, CreatedAt: start.Add(time.Duration(n) * time.Minute)}
}

// click returns a click n minutes after start.
func click(n int, id catalog.ID) interaction.Interaction {
	return interaction.Interaction{Type: interaction.Click, ProductID: id, CreatedAt: start.Add(time.Duration(n) * time.Minute)}
}

// collect returns the log of shoppers.
func collect(shoppers ...[]interaction.Interaction) Log {
	c := NewCollector(model, 2)
	for _, s := range shoppers {
		c.Add(s)
	}
	return c.Log()
}

// times returns n shoppers with the same history.
func times(n int, history ...interaction.Interaction) (all [][]interaction.Interaction) {
	for range n {
		all = append(all, history)
	}
	return all
}

func TestLogCountsShoppers(t *testing.T) {
	lamp, nonsense, otherModel := search(0, "lamp"), search(0, "xyzzy"), search(0, "lamp")
	nonsense.Nonsense, otherModel.Model = true, "old"
	corrected := search(0, "lanp")
	corrected.Corrected = "Lamp!"
	for name, tt := range map[string]struct {
		shoppers [][]interaction.Interaction
		want     []Opened
	}{
		"five shoppers":                    {times(5, lamp, click(1, "p")), []Opened{{"p", 5, 3, 2}}},
		"four shoppers":                    {times(4, lamp, click(1, "p")), nil},
		"one shopper, many times":          {[][]interaction.Interaction{{lamp, lamp, lamp, lamp, lamp, click(1, "p"), click(2, "p")}}, nil},
		"a click counts once":              {times(5, lamp, click(1, "p"), search(2, "LAMP"), click(3, "p")), []Opened{{"p", 5, 3, 2}}},
		"a correction":                     {append(times(4, lamp, click(1, "p")), []interaction.Interaction{corrected, click(1, "p")}), []Opened{{"p", 5, 3, 2}}},
		"a later search":                   {times(5, lamp, nonsense, click(2, "p")), nil},
		"another session":                  {times(5, lamp, click(31, "p")), nil},
		"a click before":                   {times(5, click(-1, "p"), lamp), nil},
		"nonsense":                         {times(5, nonsense, click(1, "p")), nil},
		"vectors of another model":         {times(5, otherModel, click(1, "p")), nil},
		"one opener of five shoppers":      {append(times(4, lamp), []interaction.Interaction{lamp, click(1, "p")}), nil},
		"half weight after eight weeks":    {append(times(4, lamp, click(1, "p")), []interaction.Interaction{search(8*7*24*60, "lamp"), click(8*7*24*60+1, "p")}), []Opened{{"p", 3, 2, 2}}},
		"a product of two queries, halves": {times(6, lamp, click(1, "p"), search(2, "light"), click(3, "p")), []Opened{{"p", 3, 2, 2}}},
	} {
		var got []Opened
		if log := collect(tt.shoppers...); len(log.Queries) > 0 {
			got = log.Queries[0].Opened
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s: opened products differ (-want +got):\n%s", name, diff)
		}
	}
}

func TestLogSurvivesImpossibleTimes(t *testing.T) {
	var shoppers [][]interaction.Interaction
	for i, at := range []time.Time{{}, {}, start, start, time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)} {
		s, c := search(0, "lamp"), click(0, catalog.ID(fmt.Sprint("p", i/2)))
		s.CreatedAt, c.CreatedAt = at, at
		shoppers = append(shoppers, []interaction.Interaction{s, c, c})
	}
	for _, o := range collect(shoppers...).Queries[0].Opened {
		if w := float64(o.Weight); math.IsNaN(w) || math.IsInf(w, 0) {
			t.Errorf("weight of %s = %g", o.ID, w)
		}
	}
}
