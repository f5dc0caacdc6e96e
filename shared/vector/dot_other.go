//go:build !amd64

package vector

// dots stores the dot products of a query and consecutive codes.
func dots(products []int32, codes []byte, query []int8) { dotsGeneric(products, codes, query) }
