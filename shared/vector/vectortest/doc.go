// Package vectortest holds what every vector.Index must do, as tests, and what
// it costs, as benchmarks. An implementation is finished when it passes:
//
//	func TestIndex(t *testing.T) {
//		vectortest.TestIndex(t, func(t *testing.T, dim int, vectors []float32) vector.Index {
//			return build(t, dim, vectors)
//		})
//	}
package vectortest
