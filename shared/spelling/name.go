package spelling

// minNamed is the minimum number of products with a name.
const minNamed = 2

// IsName reports whether two words are a name: the catalog has the second only after the first, as in "Pink Floyd". It
// returns false if the file is closed or damaged.
func (d *Dictionary) IsName(first, second string) (is bool) {
	if d.data == nil {
		return false
	}
	var err error
	defer func() { is = is && err == nil }()
	defer recoverDamage(&err)
	n, at := d.pair(first + second)
	count, _ := d.count(second)
	return n >= minNamed && at == len(first) && n == count
}
