package chart

import (
	"fmt"
	"html"
	"maps"
	"math"
	"slices"
	"strings"
)

// A Bar is one ratio.
type Bar struct {
	Label  string
	Detail string // both figures
	Ratio  float64
}

// Bars is a chart of ratios on a logarithmic axis. Bars start at 1. A bar to the right is better.
type Bars struct {
	Title, Label string
	Ticks        []float64
	Bars         []Bar
}

// SVG returns the chart.
func (c Bars) SVG() string {
	const rowHeight, labels, end = 40, 270, 560
	lowest, highest := c.Ticks[0], c.Ticks[len(c.Ticks)-1]
	x := scale{math.Log10(lowest), math.Log10(highest), labels, end}
	last := float64(top + rowHeight*len(c.Bars))
	var b strings.Builder
	begin(&b, c.Title, int(last)+64)
	for _, v := range c.Ticks {
		line(&b, x.at(v), top-6, x.at(v), last, light)
		text(&b, x.at(v), last+20, "middle", gray, "", fmt.Sprintf("%g×", v))
	}
	text(&b, (labels+end)/2, last+46, "middle", gray, "", c.Label)
	for i, bar := range c.Bars {
		y := float64(top + rowHeight*i)
		from, to, color := x.at(1), x.at(bar.Ratio), Blue
		if bar.Ratio < 1 {
			from, to, color = to, from, Orange
		}
		fmt.Fprintf(&b, `<rect x="%.1f" y="%.1f" width="%.1f" height="22" fill="%s"/>`+"\n", from, y+4, max(to-from, 1), color)
		text(&b, labels-14, y+20, "end", "#1f2328", "", bar.Label)
		text(&b, max(to, x.at(1))+8, y+20, "start", color, "bold", fmt.Sprintf("%.3g×", bar.Ratio))
		text(&b, max(to, x.at(1))+70, y+20, "start", gray, "", bar.Detail)
	}
	line(&b, x.at(1), top-6, x.at(1), last, gray)
	b.WriteString("</svg>\n")
	return b.String()
}

func begin(b *strings.Builder, title string, height int) {
	fmt.Fprintf(b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" font-family="system-ui, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="14">`+"\n", width, height, width, height)
	fmt.Fprintf(b, "<title>%s</title>\n", html.EscapeString(title))
	fmt.Fprintf(b, `<rect width="%d" height="%d" fill="#ffffff"/>`+"\n", width, height)
	fmt.Fprintf(b, `<text x="24" y="30" font-size="18" font-weight="bold" fill="#1f2328">%s</text>`+"\n", html.EscapeString(title))
}

func line(b *strings.Builder, x1, y1, x2, y2 float64, color string) {
	fmt.Fprintf(b, `<line x1="%.1f" y1="%.1f" x2="%.1f" y2="%.1f" stroke="%s"/>`+"\n", x1, y1, x2, y2, color)
}

func text(b *strings.Builder, x, y float64, anchor, color, weight, s string) {
	if weight != "" {
		weight = fmt.Sprintf(" font-weight=%q", weight)
	}
	fmt.Fprintf(b, `<text x="%.1f" y="%.1f" text-anchor="%s" fill="%s"%s>%s</text>`+"\n", x, y, anchor, color, weight, html.EscapeString(s))
}

func sortedKeys(m map[float64]string) []float64 { return slices.Sorted(maps.Keys(m)) }
