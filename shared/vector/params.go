package vector

// SearchParams trades the speed of an approximate search for its recall. A zero field selects the index's default.
type SearchParams struct {
	NProbe  int `json:"nprobe"`            // inverted lists to visit, nearest first
	KFactor int `json:"kFactor,omitempty"` // candidates to re-rank for each requested hit
}
