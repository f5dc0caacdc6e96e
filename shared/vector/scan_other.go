//go:build !amd64

package vector

func sumEntries(sums []uint16, blocks, tables []byte) { sumEntriesGeneric(sums, blocks, tables) }

func allowedRows(allowed []uint8, b *bound, sums []uint16, norms, scales, errs []float32) {
	allowedRowsGeneric(allowed, b, sums, norms, scales, errs)
}

func addSquares(sums *[8]float32, a, b []float32) int { return addSquaresGeneric(sums, a, b) }
