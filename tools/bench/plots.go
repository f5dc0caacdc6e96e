package main

import (
	"fmt"
	"slices"

	"shopfyp.dev/tools/bench/internal/chart"
	"shopfyp.dev/tools/bench/internal/table"
)

// charts returns the charts of the page by file name.
func charts(rows []table.Row) map[string]string {
	return map[string]string{
		"search-time.svg": searchTimeChart(rows).SVG(),
		"index-size.svg":  indexSizeChart(rows).SVG(),
		"build-time.svg":  buildTimeChart(rows).SVG(),
		"peers.svg":       peersChart(rows).SVG(),
	}
}

var sizeTicks = map[float64]string{1e4: "10k", 1e5: "100k", 1e6: "1M", 1e7: "10M"}

// linesOver returns a chart of series against the catalog size.
func linesOver(title, yLabel, unit string, series ...chart.Series) chart.Lines {
	return chart.Lines{
		Title: title, XLabel: "products in the catalog", YLabel: yLabel, XTicks: sizeTicks, Series: series,
		Format: func(y float64) string { return table.Number(y) + " " + unit },
	}
}

func searchTimeChart(rows []table.Row) chart.Lines {
	return linesOver("Time of one index search, one thread", "median time, milliseconds (log scale)", "ms",
		chart.Series{Name: "Python, faiss-cpu", Points: bySize(rows, "p50 of a search", peers, "index"), Color: chart.Orange},
		chart.Series{Name: "ours", Points: bySize(rows, "p50 of a search", ours, "index", "growth"), Color: chart.Blue, Below: true})
}

func indexSizeChart(rows []table.Row) chart.Lines {
	size := bySize(rows, "index file", ours, "index", "growth")
	raw := slices.Clone(size)
	for i := range raw {
		const vectorBytes = 384 * 4
		raw[i].Y = raw[i].X * vectorBytes / 1e6
	}
	return linesOver("Size of the index file", "megabytes (log scale)", "MB",
		chart.Series{Name: "32-bit vectors", Points: raw, Color: chart.Gray, Dashed: true},
		chart.Series{Name: "ours", Points: size, Color: chart.Blue, Below: true})
}

func buildTimeChart(rows []table.Row) chart.Lines {
	return linesOver("Time to build the index from vectors, all cores", "seconds (log scale)", "s",
		chart.Series{Name: "Python, faiss-cpu", Points: bySize(rows, "build from vectors", peers, "build"), Color: chart.Orange},
		chart.Series{Name: "ours", Points: bySize(rows, "build from vectors", ours, "build", "growth"), Color: chart.Blue, Below: true})
}

func ours(r *table.Row) float64  { return r.Ours.Median }
func peers(r *table.Row) float64 { return r.Peer.Median }

// bySize returns a figure for each catalog size, from the first scenario that measured that size.
func bySize(rows []table.Row, figure string, value func(*table.Row) float64, scenarios ...string) (points []chart.Point) {
	for _, size := range []string{"10k", "100k", "1M", "10M"} {
		for _, scenario := range scenarios {
			if r := find(rows, scenario, size, figure); r != nil {
				points = append(points, chart.Point{X: float64(sizes[size]), Y: value(r)})
				break
			}
		}
	}
	return points
}

// peersChart charts the headlines that have a bar.
func peersChart(rows []table.Row) chart.Bars {
	c := chart.Bars{Title: "Speed compared with each peer", Label: "ours / peer (log scale); right of 1× is faster", Ticks: []float64{.25, 1, 10, 100, 1000}}
	for _, h := range headlines {
		r := find(rows, h.scenario, h.size, h.figure)
		if r == nil || h.bar == "" {
			continue
		}
		ratio := r.Ratio.Median
		if !r.Goal.AtLeast { // a time: less is faster
			ratio = 1 / ratio
		}
		detail := fmt.Sprintf("%s and %s %s", table.Number(r.Ours.Median), table.Number(r.Peer.Median), r.Unit)
		c.Bars = append(c.Bars, chart.Bar{Label: h.bar, Detail: detail, Ratio: ratio})
	}
	return c
}
