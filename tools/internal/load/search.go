package load

// Highest returns the highest rate for which holds returns true, within step, or 0 if holds(low) is false.
// It doubles the rate from low up to high, then bisects.
func Highest(low, high, step float64, holds func(rate float64) (bool, error)) (float64, error) {
	best, failed := 0.0, 0.0
	for rate := low; failed == 0; rate = min(2*rate, high) {
		ok, err := holds(rate)
		if err != nil {
			return 0, err
		}
		if !ok {
			failed = rate
		} else if best = rate; rate >= high {
			return best, nil
		}
	}
	for failed-best > step && best > 0 {
		middle := (best + failed) / 2
		ok, err := holds(middle)
		if err != nil {
			return 0, err
		}
		if ok {
			best = middle
		} else {
			failed = middle
		}
	}
	return best, nil
}
