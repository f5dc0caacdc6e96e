package engine

import (
	"hash/fnv"
	"math"

	"shopfyp.dev/shared/catalog"
)

// engineRow is set in the rows of an engine's products. The rows of the companion are smaller.
const engineRow = 1 << 62

// Bounds of the rows of products, which are spread evenly between them.
const (
	MinRow int64 = engineRow
	MaxRow int64 = math.MaxInt64
)

// RowOf returns the row of a product. Rows are hashes of IDs, so they are the same in all instances and at all times. At a
// billion products, two share a row with a probability of a tenth; then a request that reads both shows only one of them.
func RowOf(id catalog.ID) int64 { return rowOf("product", string(id)) }

// GroupOf returns the number of a group of variants: the product's own row if groupID is "".
func GroupOf(groupID string, id catalog.ID) int64 {
	if groupID == "" {
		return RowOf(id)
	}
	return rowOf("group", groupID)
}

func rowOf(kind, key string) int64 {
	h := fnv.New64a()
	h.Write([]byte(kind))
	h.Write([]byte{0})
	h.Write([]byte(key))
	return int64(mix(h.Sum64())>>2 | engineRow)
}

// mix spreads the bits of a hash evenly, as the finalizer of SplitMix64 does. FNV does not for short texts, and a loader
// divides a catalog by ranges of rows.
func mix(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
