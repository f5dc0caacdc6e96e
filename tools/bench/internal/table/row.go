// Package table is the report: rows of what was measured beside what was
// wanted, as text for a terminal and as Markdown for a page that other tools
// write to, too.
package table

import (
	"fmt"
	"math"

	"shopfyp.dev/tools/bench/internal/stats"
)

// A Row is one figure. It says by itself where it comes from.
type Row struct {
	Scenario string `json:"scenario"`
	Size     string `json:"size,omitempty"` // "100k" products; "" where size does not matter
	Figure   string `json:"figure"`         // "p50 of a search"
	Unit     string `json:"unit,omitempty"`

	Ours     stats.Summary  `json:"ours"`
	Peer     *stats.Summary `json:"peer,omitempty"`
	PeerName string         `json:"peerName,omitempty"`
	Ratio    *stats.Summary `json:"ratio,omitempty"` // ours to the peer's, round by round
	Wanted   *Bound         `json:"wanted,omitempty"`
	Note     string         `json:"note,omitempty"`

	Origin
}

// An Origin says how a figure can be had again.
type Origin struct {
	Machine string `json:"machine"`
	Commit  string `json:"commit"`
	Command string `json:"command"`
}

// A Bound is what is wanted of a row.
type Bound struct {
	Limit   float64 `json:"limit"`
	AtLeast bool    `json:"atLeast,omitempty"` // else at most
	OfRatio bool    `json:"ofRatio,omitempty"` // else of our figure
	Strict  bool    `json:"strict,omitempty"`  // a figure without noise, which any machine must meet
}

// AtMost, AtLeast and their like make bounds of our figure and of the ratio.
func AtMost(limit float64) *Bound       { return &Bound{Limit: limit} }
func AtLeast(limit float64) *Bound      { return &Bound{Limit: limit, AtLeast: true} }
func RatioAtMost(limit float64) *Bound  { return &Bound{Limit: limit, OfRatio: true} }
func RatioAtLeast(limit float64) *Bound { return &Bound{Limit: limit, AtLeast: true, OfRatio: true} }

// AnyMachine returns b for a figure that depends on no machine's speed.
func (b *Bound) AnyMachine() *Bound {
	strict := *b
	strict.Strict = true
	return &strict
}

// A Verdict says how a figure stands to what was wanted.
type Verdict string

// The verdicts.
const (
	Met    Verdict = "met"
	Noise  Verdict = "within noise" // missed by no more than the spread of the rounds
	Missed Verdict = "missed"
	None   Verdict = "" // nothing was wanted
)

// Verdict compares the median with the bound. Not a number misses every bound.
func (r *Row) Verdict() Verdict {
	if r.Wanted == nil {
		return None
	}
	got := r.judged()
	short := got.Median - r.Wanted.Limit
	if r.Wanted.AtLeast {
		short = -short
	}
	switch {
	case math.IsNaN(short):
		return Missed
	case short <= 0:
		return Met
	case short <= got.Spread:
		return Noise
	}
	return Missed
}

// judged returns what the bound is of.
func (r *Row) judged() stats.Summary {
	if !r.Wanted.OfRatio {
		return r.Ours
	}
	if r.Ratio == nil {
		return stats.One(math.NaN())
	}
	return *r.Ratio
}

// Comparable reports whether the row's bound means the same on a slow machine as on a fast one.
func (r *Row) Comparable() bool { return r.Wanted != nil && (r.Wanted.OfRatio || r.Wanted.Strict) }

// String says what is wanted: "≤ 1 ×" the peer, "≤ 2 ms".
func (b *Bound) String() string {
	sign := "≤"
	if b.AtLeast {
		sign = "≥"
	}
	if b.OfRatio {
		return fmt.Sprintf("%s %s ×", sign, number(b.Limit))
	}
	return fmt.Sprintf("%s %s", sign, number(b.Limit))
}
