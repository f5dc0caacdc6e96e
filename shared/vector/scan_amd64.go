package vector

import "golang.org/x/sys/cpu"

// Go's compiler does not use vector instructions, which are about ten times as fast.
var hasAVX2 = cpu.X86.HasAVX2 && cpu.X86.HasFMA

// sumEntriesAVX2 is sumEntriesGeneric for n blocks of vectors of size bytes. Both numbers must be positive.
//
//go:noescape
func sumEntriesAVX2(sums *uint16, blocks, tables *byte, size, n int)

// allowedRowsAVX2 is allowedRowsGeneric for n times 8 vectors. n must be positive.
//
//go:noescape
func allowedRowsAVX2(allowed *uint8, b *bound, sums *uint16, norms, scales, errs *float32, n int)

func sumEntries(sums []uint16, blocks, tables []byte) {
	if !hasAVX2 || len(sums) == 0 || len(tables) == 0 {
		sumEntriesGeneric(sums, blocks, tables)
		return
	}
	size, n := len(tables)/(2*tableSize), len(sums)/blockRows
	blocks = blocks[:n*blockRows*size]
	sumEntriesAVX2(&sums[0], &blocks[0], &tables[0], size, n)
}

func allowedRows(allowed []uint8, b *bound, sums []uint16, norms, scales, errs []float32) {
	n := len(sums)
	if !hasAVX2 || n == 0 {
		allowedRowsGeneric(allowed, b, sums, norms, scales, errs)
		return
	}
	allowed, norms, scales, errs = allowed[:n/8], norms[:n], scales[:n], errs[:n]
	allowedRowsAVX2(&allowed[0], b, &sums[0], &norms[0], &scales[0], &errs[0], n/8)
}

// addSquaresAVX2 is addSquaresGeneric for n groups of eight elements. n must be positive.
//
//go:noescape
func addSquaresAVX2(sums *[8]float32, a, b *float32, n int)

func addSquares(sums *[8]float32, a, b []float32) int {
	n := len(a) / 8
	if !hasAVX2 || n == 0 {
		return addSquaresGeneric(sums, a, b)
	}
	b = b[:len(a)]
	addSquaresAVX2(sums, &a[0], &b[0], n)
	return 8 * n
}
