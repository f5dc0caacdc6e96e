// Package vectortest is the conformance and benchmark suite of vector.Index. Every implementation must pass TestIndex:
//
//	func TestIndex(t *testing.T) {
//		vectortest.TestIndex(t, func(t *testing.T, dim int, vectors []float32) vector.Index {
//			return build(t, dim, vectors)
//		})
//	}
package vectortest
