package recommend

// perInterest is the number of products that each interest contributes.
const perInterest = 3

// original chooses at most n products with the algorithm of the original ShopFYP. It takes three products from each
// interest, newest interest first, shuffles them, and returns the first n. A duplicate counts for the newest interest.
// If there are fewer than n products, the interests take turns to add their next neighbors, unshuffled.
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

// take adds the next product of interest i if it is new. It reports whether the interest had a next product.
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

// fill takes products from the interests in turn, until there are n picks or the interests are exhausted.
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
