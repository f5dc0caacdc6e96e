package load

// Highest returns the highest rate that holds, to within step, or 0 where not even low does.
// holds is asked of low, of twice as much and so on up to most, and then of the middle of what is left.
func Highest(low, most, step float64, holds func(rate float64) (bool, error)) (float64, error) {
	best, beyond := 0.0, 0.0
	for rate := low; beyond == 0; rate = min(2*rate, most) {
		ok, err := holds(rate)
		if err != nil {
			return 0, err
		}
		if !ok {
			beyond = rate
		} else if best = rate; rate >= most {
			return best, nil
		}
	}
	for beyond-best > step && best > 0 {
		middle := (best + beyond) / 2
		ok, err := holds(middle)
		if err != nil {
			return 0, err
		}
		if ok {
			best = middle
		} else {
			beyond = middle
		}
	}
	return best, nil
}
