//go:build !amd64

package vector

// dot returns the dot product of two codes of the same length.
func dot(a, b []int8) int32 { return dotGeneric(a, b) }
