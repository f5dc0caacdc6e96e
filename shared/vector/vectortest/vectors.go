package vectortest

import (
	"math"
	"math/rand/v2"
)

// Clustered returns n vectors with a length of about 1, in row-major order. They form clusters around random
// directions, like the vectors of a catalog with similar products. The result is deterministic. Calls that differ only
// in n use the same directions.
func Clustered(seed uint64, n, dim, clusters int) []float32 {
	rng := rand.New(rand.NewPCG(seed, 0))
	centers := normal(rng, clusters*dim, perElement(dim))
	vectors := normal(rng, n*dim, perElement(dim)/2)
	for row := range n {
		center := centers[rng.IntN(clusters)*dim:][:dim]
		for i, c := range center {
			vectors[row*dim+i] += c
		}
	}
	return vectors
}

// Queries returns n vectors near some of the given vectors, each in its own slice.
func Queries(seed uint64, n, dim int, vectors []float32) [][]float32 {
	rng := rand.New(rand.NewPCG(seed, 1))
	queries := make([][]float32, n)
	for i := range queries {
		queries[i] = normal(rng, dim, perElement(dim)/4)
		near := vectors[rng.IntN(len(vectors)/dim)*dim:][:dim]
		for j, x := range near {
			queries[i][j] += x
		}
	}
	return queries
}

func normal(rng *rand.Rand, n int, scale float64) []float32 {
	v := make([]float32, n)
	for i := range v {
		v[i] = float32(rng.NormFloat64() * scale)
	}
	return v
}

// perElement is the standard deviation of elements in a vector of length about 1.
func perElement(dim int) float64 { return 1 / math.Sqrt(float64(dim)) }
