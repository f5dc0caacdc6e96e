package build

import (
	"unsafe"

	"shopfyp.dev/shared/mapped"
)

// A matrix holds a vector for each item in a mapped temporary file. Vectors are most of what a build needs; unlike heap
// memory, the kernel can write them to the disk.
type matrix struct {
	dim int
	all []float32 // row-major; valid until close
	raw []byte
}

// newMatrix returns rows vectors of dim zeros each. dir is for the temporary file.
func newMatrix(dir string, rows, dim int) (*matrix, error) {
	raw, err := mapped.Scratch(dir, int64(rows)*int64(dim)*4)
	if err != nil {
		return nil, err
	}
	// A mapping begins at a page, so its floats are aligned.
	return &matrix{dim, unsafe.Slice((*float32)(unsafe.Pointer(unsafe.SliceData(raw))), rows*dim), raw}, nil
}

// row returns the vector of item i. It is valid until close.
func (m *matrix) row(i int) []float32 { return m.all[i*m.dim : (i+1)*m.dim : (i+1)*m.dim] }

// close deletes the file. A nil matrix has none.
func (m *matrix) close() error {
	if m == nil {
		return nil
	}
	return mapped.Close(m.raw)
}
