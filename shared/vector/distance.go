package vector

// SquaredL2 returns the squared L2 distance between a and the first len(a) elements of b. The result does not depend on
// the CPU. It panics if b is shorter than a.
func SquaredL2(a, b []float32) float32 {
	b = b[:len(a)]
	var sums [8]float32
	whole := addSquares(&sums, a, b)
	a, b = a[whole:], b[whole:]
	for i, x := range a {
		d := x - b[i]
		sums[0] += d * d
	}
	return ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]))
}

// addSquaresGeneric adds the squares of the differences of whole groups of eight elements to eight sums. It returns the
// number of these elements.
func addSquaresGeneric(sums *[8]float32, a, b []float32) int {
	s := *sums // in registers; eight sums allow instruction-level parallelism
	n := len(a) / 8 * 8
	a, b = a[:n], b[:n]
	for len(a) >= 8 && len(b) >= 8 {
		x, y := (*[8]float32)(a), (*[8]float32)(b)
		d0, d1, d2, d3 := x[0]-y[0], x[1]-y[1], x[2]-y[2], x[3]-y[3]
		d4, d5, d6, d7 := x[4]-y[4], x[5]-y[5], x[6]-y[6], x[7]-y[7]
		s[0] += d0 * d0
		s[1] += d1 * d1
		s[2] += d2 * d2
		s[3] += d3 * d3
		s[4] += d4 * d4
		s[5] += d5 * d5
		s[6] += d6 * d6
		s[7] += d7 * d7
		a, b = a[8:], b[8:]
	}
	*sums = s
	return n
}
