// Package table holds the rows of the benchmark report: measured figures, their baselines and goals.
package table

import (
	"math"

	"shopfyp.dev/tools/bench/internal/stats"
)

// A Row is one figure and its origin.
type Row struct {
	Scenario string `json:"scenario"`
	Size     string `json:"size,omitempty"` // "100k" products; "" if the size does not matter
	Figure   string `json:"figure"`         // "p50 of a search"
	Unit     string `json:"unit,omitempty"`

	Ours     stats.Summary  `json:"ours"`
	Peer     *stats.Summary `json:"peer,omitempty"`
	PeerName string         `json:"peerName,omitempty"`
	Ratio    *stats.Summary `json:"ratio,omitempty"` // ours / peer, per round
	Goal     *Goal          `json:"wanted,omitempty"`
	Note     string         `json:"note,omitempty"`

	Origin
}

// An Origin contains the data for reproducing a figure.
type Origin struct {
	Machine string `json:"machine"`
	Commit  string `json:"commit"`
	Command string `json:"command"`
}

// A Goal is a limit for our figure or for the ratio.
type Goal struct {
	Limit   float64 `json:"limit"`
	AtLeast bool    `json:"atLeast,omitempty"` // at most if false
	OfRatio bool    `json:"ofRatio,omitempty"` // of our figure if false
}

// AtMost, AtLeast, RatioAtMost and RatioAtLeast return goals for our figure or for the ratio.
func AtMost(limit float64) *Goal       { return &Goal{Limit: limit} }
func AtLeast(limit float64) *Goal      { return &Goal{Limit: limit, AtLeast: true} }
func RatioAtMost(limit float64) *Goal  { return &Goal{Limit: limit, OfRatio: true} }
func RatioAtLeast(limit float64) *Goal { return &Goal{Limit: limit, AtLeast: true, OfRatio: true} }

// Better reports whether a is a better figure than b under the goal.
func (g *Goal) Better(a, b float64) bool {
	if g.AtLeast {
		return a > b
	}
	return a < b
}

// A Verdict is the result of comparing a figure with its goal.
type Verdict string

// The verdicts.
const (
	Met    Verdict = "met"
	Noise  Verdict = "within noise" // missed by no more than the interquartile range
	Missed Verdict = "missed"
	NoGoal Verdict = ""
)

// Verdict compares the median with the goal. NaN misses every goal.
func (r *Row) Verdict() Verdict {
	if r.Goal == nil {
		return NoGoal
	}
	got := r.Ours
	if r.Goal.OfRatio {
		if got = stats.One(math.NaN()); r.Ratio != nil {
			got = *r.Ratio
		}
	}
	miss := got.Median - r.Goal.Limit
	if r.Goal.AtLeast {
		miss = -miss
	}
	switch {
	case miss <= 0:
		return Met
	case miss <= got.Spread:
		return Noise
	}
	return Missed
}
