package vector

import "golang.org/x/sys/cpu"

// dotsAVX2 stores the dot products of a query of some blocks and n consecutive codes. Both numbers must be positive. Go's
// compiler does not use vector instructions, which are ten times as fast.
//
//go:noescape
func dotsAVX2(products *int32, codes *byte, query *int8, blocks, n int)

// dots stores the dot products of a query and consecutive codes.
func dots(products []int32, codes []byte, query []int8) {
	n := len(products)
	if !cpu.X86.HasAVX2 || n == 0 || len(query) == 0 {
		dotsGeneric(products, codes, query)
		return
	}
	codes = codes[:n*len(query)/2]
	dotsAVX2(&products[0], &codes[0], &query[0], len(query)/blockDim, n)
}
