package table

import (
	"fmt"
	"math"
	"strings"

	"shopfyp.dev/tools/bench/internal/stats"
)

// OursValue returns our figure with its unit.
func (r *Row) OursValue() string { return measure(r.Ours, r.Unit) }

// PeerValue returns the peer's figure with its unit and the peer's name, or "".
func (r *Row) PeerValue() string {
	if r.Peer == nil {
		return ""
	}
	return measure(*r.Peer, r.Unit) + " (" + r.PeerName + ")"
}

// RatioValue returns the ratio, or "".
func (r *Row) RatioValue() string {
	if r.Ratio == nil {
		return ""
	}
	return measure(*r.Ratio, "×")
}

// GoalValue returns the goal with its unit, such as "≤ 2 ms", or "".
func (r *Row) GoalValue() string {
	if r.Goal == nil {
		return ""
	}
	sign, unit := "≤", r.Unit
	if r.Goal.AtLeast {
		sign = "≥"
	}
	if r.Goal.OfRatio {
		unit = "×"
	}
	return strings.TrimSpace(fmt.Sprintf("%s %s %s", sign, Number(r.Goal.Limit), unit))
}

// measure formats a median, the spread of repeated measurements, and the unit.
func measure(s stats.Summary, unit string) string {
	text := Number(s.Median)
	if s.N > 1 {
		text += " ± " + Number(s.Spread)
	}
	return strings.TrimSpace(text + " " + unit)
}

// Number formats x with three significant digits, and without decimals from 100 up.
func Number(x float64) string {
	switch a := math.Abs(x); {
	case math.IsNaN(x):
		return "?"
	case a >= 100 || a == math.Trunc(a):
		return fmt.Sprintf("%.0f", x)
	case a >= 10:
		return fmt.Sprintf("%.1f", x)
	case a >= 1:
		return fmt.Sprintf("%.2f", x)
	}
	return fmt.Sprintf("%.3f", x)
}
