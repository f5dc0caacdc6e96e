package build

import (
	"encoding/hex"
	"strings"

	"shopfyp.dev/index-builder/input"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
)

// An item is the part of a product that a build keeps in memory. The spool has the rest.
type item struct {
	id       catalog.ID
	textHash textHash
	score    float64 // popularity
	category uint32  // number of the category path
	group    uint32  // number of the group; 0: no variants
	flags    snapshot.Flags
}

// isRecommendable reports whether the product can be bought and is not for adults only.
func (it *item) isRecommendable() bool { return it.flags&(snapshot.Unavailable|snapshot.Adult) == 0 }

// An itemizer makes items.
type itemizer struct{ categories, groups numbers }

func newItemizer() *itemizer { return &itemizer{make(numbers), make(numbers)} }

func (z *itemizer) item(p *catalog.Product) item {
	return item{
		id: catalog.ID(strings.Clone(string(p.ID))), textHash: textHashOf(p), score: input.Popularity(p), flags: recommend.FlagsOf(p),
		category: z.categories.of(strings.Join(p.Category, "\x00")), group: z.groups.of(p.GroupID),
	}
}

// numbers numbers names from 1, so that items need not keep them. The number of "" is 0.
type numbers map[string]uint32

func (n numbers) of(name string) uint32 {
	if name == "" {
		return 0
	}
	number, ok := n[name]
	if !ok {
		number = uint32(len(n) + 1)
		n[strings.Clone(name)] = number
	}
	return number
}

// A textHash is the value of catalog.Product.TextHash in half the memory.
type textHash [32]byte

func textHashOf(p *catalog.Product) (h textHash) {
	if n, err := hex.Decode(h[:], []byte(p.TextHash())); err != nil || n != len(h) {
		panic("build: Product.TextHash is not a SHA-256 in hex")
	}
	return h
}

// String returns the value of catalog.Product.TextHash.
func (h textHash) String() string { return hex.EncodeToString(h[:]) }
