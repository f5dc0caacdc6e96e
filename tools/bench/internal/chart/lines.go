// Package chart draws the two kinds of charts of docs/benchmarks.md as SVG. The output depends only on
// the input, so that a test can compare committed charts with the recorded figures.
//
// It replaces a plotting library, which would add more code to the module than the shop has.
package chart

import (
	"fmt"
	"math"
	"strings"
)

// A Point is one measurement.
type Point struct{ X, Y float64 }

// A Series is a line through points in order of X, labeled at its last point.
type Series struct {
	Name   string
	Points []Point
	Color  string
	Dashed bool // a reference line without values at its points
	Below  bool // labels go below and to the right of the points, not above and to the left
}

// Lines is a chart with logarithmic axes.
type Lines struct {
	Title, XLabel, YLabel string
	XTicks                map[float64]string // by value
	Format                func(y float64) string
	Series                []Series
}

// The plot area and the page, in pixels.
const (
	width, height      = 760, 420
	left, right        = 96, 600
	top, bottom        = 62, 356
	gray, light        = "#57606a", "#e3e7eb"
	Blue, Orange, Gray = "#0b5fb4", "#c2410c", "#6e7781"
)

// SVG returns the chart.
func (c Lines) SVG() string {
	x, y := c.scales()
	var b strings.Builder
	begin(&b, c.Title, height)
	for v := math.Pow(10, math.Ceil(y.low)); math.Log10(v) <= y.high; v *= 10 {
		line(&b, left, y.at(v), right, y.at(v), light)
		text(&b, left-10, y.at(v)+4, "end", gray, "", c.Format(v))
	}
	for _, v := range sortedKeys(c.XTicks) {
		line(&b, x.at(v), top, x.at(v), bottom, light)
		text(&b, x.at(v), bottom+20, "middle", gray, "", c.XTicks[v])
	}
	line(&b, left, bottom, right, bottom, gray)
	text(&b, (left+right)/2, bottom+46, "middle", gray, "", c.XLabel)
	text(&b, left, top-12, "start", gray, "", c.YLabel)
	for _, s := range c.Series {
		s.draw(&b, x, y, c.Format)
	}
	b.WriteString("</svg>\n")
	return b.String()
}

func (s Series) draw(b *strings.Builder, x, y scale, format func(float64) string) {
	var path []string
	for _, p := range s.Points {
		path = append(path, fmt.Sprintf("%.1f,%.1f", x.at(p.X), y.at(p.Y)))
	}
	dash := ""
	if s.Dashed {
		dash = ` stroke-dasharray="6 5"`
	}
	fmt.Fprintf(b, `<polyline points="%s" fill="none" stroke="%s" stroke-width="2.5"%s/>`+"\n", strings.Join(path, " "), s.Color, dash)
	for i, p := range s.Points {
		label, weight := "", ""
		if !s.Dashed {
			fmt.Fprintf(b, `<circle cx="%.1f" cy="%.1f" r="4.5" fill="%s"/>`+"\n", x.at(p.X), y.at(p.Y), s.Color)
			label = format(p.Y)
		}
		if i == len(s.Points)-1 {
			label, weight = strings.TrimSpace(s.Name+" "+label), "bold"
		}
		if s.Below {
			text(b, x.at(p.X)+8, y.at(p.Y)+20, "start", s.Color, weight, label)
		} else {
			text(b, x.at(p.X)-8, y.at(p.Y)-9, "end", s.Color, weight, label)
		}
	}
}

// A scale maps the logarithm of a value to pixels.
type scale struct{ low, high, from, to float64 }

func (s scale) at(v float64) float64 {
	return s.from + (math.Log10(v)-s.low)/(s.high-s.low)*(s.to-s.from)
}

// scales returns scales with a margin around all points.
func (c Lines) scales() (x, y scale) {
	x = scale{math.Inf(1), math.Inf(-1), left, right}
	y = scale{math.Inf(1), math.Inf(-1), bottom, top}
	for v := range c.XTicks {
		x.low, x.high = min(x.low, math.Log10(v)-.15), max(x.high, math.Log10(v)+.15)
	}
	for _, s := range c.Series {
		for _, p := range s.Points {
			y.low, y.high = min(y.low, math.Floor(math.Log10(p.Y))-.15), max(y.high, math.Log10(p.Y)+.25)
		}
	}
	return x, y
}
