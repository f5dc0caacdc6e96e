package recommend

// perInterest is the number of products that each interest brings.
const perInterest = 3

// original chooses at most n products by the original's rule: three from each interest, newest interest
// first, without duplicates, shuffled, the first n of them. A duplicate belongs to the newest interest.
// If that gives fewer than n, the interests' next neighbors follow in turn, unshuffled.
func original(interests []interest, n int, shuffle func(n int, swap func(i, j int))) ([]pick, error) {
	c := originalChooser{interests: interests, chosen: make(map[int64]bool)}
	for i := range interests {
		for range perInterest {
			if _, err := c.take(i); err != nil {
				return nil, err
			}
		}
	}
	shuffle(len(c.picks), func(i, j int) { c.picks[i], c.picks[j] = c.picks[j], c.picks[i] })
	if err := c.fill(n); err != nil {
		return nil, err
	}
	return c.picks[:min(n, len(c.picks))], nil
}

// An originalChooser collects picks, each product once.
type originalChooser struct {
	interests []interest
	chosen    map[int64]bool
	picks     []pick
}

// take adds interest i's next product if it is new. It reports whether there was one.
func (c *originalChooser) take(i int) (bool, error) {
	row, ok, err := c.interests[i].near.next()
	if err != nil || !ok {
		return false, err
	}
	if !c.chosen[row] {
		c.chosen[row] = true
		c.picks = append(c.picks, pick{row, c.interests[i].reason})
	}
	return true, nil
}

// fill takes products from the interests in turn until there are n picks or no more products.
func (c *originalChooser) fill(n int) error {
	for progress := true; progress && len(c.picks) < n; {
		progress = false
		for i := range c.interests {
			if len(c.picks) >= n {
				return nil
			}
			ok, err := c.take(i)
			if err != nil {
				return err
			}
			progress = progress || ok
		}
	}
	return nil
}
