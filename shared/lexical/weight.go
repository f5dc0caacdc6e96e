package lexical

// Weight returns the inverse document frequency of a stem, or 0 if no row contains it.
func (ix *Index) Weight(stem string) float32 {
	if ix.data == nil {
		return 0
	}
	l, ok, err := ix.find(stem)
	if err != nil || !ok {
		return 0
	}
	return idf(ix.rows, l.df)
}

// Weight returns the inverse document frequency of a stem that df of rows documents contain.
func Weight(rows int64, df int) float32 { return idf(rows, df) }

// Total returns the sum of the weights of the query's words.
func (q *Query) Total() float32 { return q.sum }
