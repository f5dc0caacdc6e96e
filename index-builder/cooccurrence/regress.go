package cooccurrence

import "shopfyp.dev/shared/related"

// A row is predicted from at most maxNeighbors products.
const (
	maxNeighbors = 50
	sweeps       = 20
)

// regress returns the weight of each product from, with which they predict the row together: a ridge regression without
// negative weights (SLIM: Ning and Karypis 2011). Unlike cosines, the weights share what several products have in common. The
// damping is the penalty. Coordinate descent keeps each weight between 0 and the one that the product would have alone.
func (c *counter) regress(to int64, from []related.Product) []float64 {
	n := len(from)
	weights, gram, right := make([]float64, n), make([]float64, n*n), make([]float64, n)
	for i, a := range from {
		right[i] = c.sum(a.Row, to)
		for j, b := range from[:i] {
			gram[i*n+j] = c.sum(a.Row, b.Row)
			gram[j*n+i] = gram[i*n+j]
		}
	}
	for range sweeps {
		for i, a := range from {
			rest := right[i]
			for j, g := range gram[i*n : (i+1)*n] {
				rest -= g * weights[j]
			}
			weights[i] = max(0, rest/(c.popularity[a.Row]+damping))
		}
	}
	return weights
}

// sum returns the sum of a pair.
func (c *counter) sum(a, b int64) float64 {
	return float64(c.pairs[pair{uint32(min(a, b)), uint32(max(a, b))}].sum)
}
