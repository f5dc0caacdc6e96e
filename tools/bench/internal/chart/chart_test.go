package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
)

func TestChartsAreWellFormedAndLabeled(t *testing.T) {
	lines := Lines{
		Title: "Search < time", XLabel: "products", YLabel: "ms", XTicks: map[float64]string{1: "one", 100: "many"},
		Format: func(y float64) string { return fmt.Sprint(y, " ms") },
		Series: []Series{{Name: "ours", Points: []Point{{1, 2}, {100, 30}}, Color: Blue}},
	}
	bars := Bars{Title: "Peers", Label: "ratio", Ticks: []float64{.5, 1, 10}, Bars: []Bar{{"encode", "1 ms and 2 ms", 2}, {"bulk", "", .7}}}
	for _, c := range []struct {
		svg  string
		want []string
	}{
		{lines.SVG(), []string{"Search &lt; time", ">products<", ">ms<", ">one<", ">many<", ">ours 30 ms<"}},
		{bars.SVG(), []string{">Peers<", ">ratio<", ">encode<", ">2×<", ">0.7×<"}},
	} {
		for _, want := range c.want {
			if !strings.Contains(c.svg, want) {
				t.Errorf("the chart has no %q:\n%s", want, c.svg)
			}
		}
		d := xml.NewDecoder(strings.NewReader(c.svg))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("the chart is not well-formed: %v\n%s", err, c.svg)
			}
		}
	}
}
