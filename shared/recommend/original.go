package recommend

// perInterest is the number of products that the original takes from each interest.
const perInterest = 3

// An interest is one interaction as the card sees it: why, and the products near it and taken together with it.
type interest struct {
	reason  Reason
	near    *neighbours
	related relatedRows
}

// A pick is one product of a card and the interest that brought it.
type pick struct {
	row    int64
	reason Reason
}

// original chooses at most n products as the original does: three from each interest, newest
// interest first, duplicates out (the newest interest keeps its claim), shuffled, cut. Where
// that gives fewer than n, the interests' next neighbours follow in turn, unshuffled.
func original(interests []interest, n int, shuffle func(n int, swap func(i, j int))) ([]pick, error) {
	c := chooser{interests: interests, chosen: make(map[int64]bool)}
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

// A chooser collects picks, each product once.
type chooser struct {
	interests []interest
	chosen    map[int64]bool
	picks     []pick
}

// take adds interest i's next product if it is new, and reports whether there was a product.
func (c *chooser) take(i int) (bool, error) {
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

// fill goes round the interests until there are n picks or nothing is left.
func (c *chooser) fill(n int) error {
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
