package vector

import "golang.org/x/sys/cpu"

// dotAVX2 returns the dot product of n elements. n must be a positive multiple of 32. Go's compiler does not use vector
// instructions; with them, a search of 10,000 codes takes less than half a millisecond.
//
//go:noescape
func dotAVX2(a, b *int8, n int) int32

// dot returns the dot product of two codes of the same length.
func dot(a, b []int8) int32 {
	if !cpu.X86.HasAVX2 || len(a) == 0 || len(a)%32 != 0 {
		return dotGeneric(a, b)
	}
	b = b[:len(a)]
	return dotAVX2(&a[0], &b[0], len(a))
}
