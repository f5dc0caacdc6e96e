package vector

// Codes are vectors of one dimension with their codes, in order. They lie in a few pieces of memory, so that a search
// reads them from end to end.
type Codes struct {
	coder   *Coder
	vectors [][]float32
	blocks  []byte // see put
	// By vector, padded to whole blocks.
	norms, scales, errs []float32
}

// blockRows is the number of vectors of a block, the unit of a search.
const blockRows = 32

// Codes returns n vectors with their codes. It copies the codes, but not the vectors.
func (c *Coder) Codes(n int, vector func(i int) ([]float32, Code)) *Codes {
	padded := (n + blockRows - 1) / blockRows * blockRows
	infos := make([]float32, 3*padded)
	all := &Codes{
		coder: c, vectors: make([][]float32, n), blocks: make([]byte, padded*c.size()),
		norms: infos[:padded], scales: infos[padded : 2*padded], errs: infos[2*padded:],
	}
	for row := range n {
		v, code := vector(row)
		all.vectors[row], all.norms[row], all.scales[row], all.errs[row] = v, code.norm, code.scale, code.err
		all.put(row, code.signs)
	}
	return all
}

// put stores the signs of a vector. The bytes of the vectors of a block alternate: first all first bytes, then all second
// ones. Among equal ones, the first 16 vectors have the even places, because a search adds even and odd bytes apart.
func (c *Codes) put(row int, signs []byte) {
	block := c.blocks[row/blockRows*blockRows*len(signs):]
	row %= blockRows
	at := row * 2
	if row >= blockRows/2 {
		at = at - blockRows + 1
	}
	for i, b := range signs {
		block[i*blockRows+at] = b
	}
}

// Len returns the number of vectors.
func (c *Codes) Len() int { return len(c.vectors) }
