package snapshot

import (
	"encoding/binary"
	"slices"
	"sort"
)

// Flags describe a row.
type Flags uint8

// The flags.
const (
	Unavailable Flags = 1 << iota // the product cannot be bought
	Adult                         // the product is for adults only
	HasSale                       // the card has a sale price
)

// Flags returns the flags of a row, or 0 if row is out of range.
func (c *Cards) Flags(row int64) Flags {
	if row < 0 || row >= int64(len(c.flags)) || row >= c.rows {
		return 0
	}
	return Flags(c.flags[row])
}

// Group returns the first row of the row's group. Rows are variants of one product if their groups are equal.
// The group of a row without variants is the row itself.
func (c *Cards) Group(row int64) int64 { return c.rowAt(c.leaders, row) }

// groupKey returns the key of a group in the table of numbers. No product number contains a space.
func groupKey(group string) string { return " group " + group }

// GroupRow returns the first row of a group, by the group's name in the card records. Older files do not know the names;
// GroupRow then returns false.
func (c *Cards) GroupRow(group string) (row int64, ok bool) {
	rows := c.ByNumber(groupKey(group), 1)
	if group == "" || len(rows) == 0 {
		return 0, false
	}
	return rows[0], true
}

// maxVariants bounds Variants, also in a damaged file.
const maxVariants = 2_000

// Variants returns all rows of the row's group, in row order.
func (c *Cards) Variants(row int64) []int64 {
	rows := []int64{row}
	for next := c.rowAt(c.nexts, row); next != row && len(rows) < maxVariants; next = c.rowAt(c.nexts, next) {
		rows = append(rows, next)
	}
	slices.Sort(rows)
	return rows
}

// rowAt returns the row that a section has for a row, or row itself if there is none.
func (c *Cards) rowAt(section []byte, row int64) int64 {
	if row < 0 || row >= c.rows || int64(len(section)) < 4*c.rows {
		return row
	}
	if found := int64(binary.LittleEndian.Uint32(section[4*row:])); found < c.rows {
		return found
	}
	return row
}

// ByNumber returns at most limit rows of products with the number. key is a catalog.NumberKey.
func (c *Cards) ByNumber(key string, limit int) (rows []int64) {
	if c.data == nil || key == "" {
		return nil
	}
	hash, n := hashID(key), len(c.numbers)/8
	at := func(i int) uint64 { return binary.LittleEndian.Uint64(c.numbers[8*i:]) }
	for i := sort.Search(n, func(i int) bool { return at(i) >= hash }); i < n && at(i) == hash && len(rows) < limit; i++ {
		if row := int64(binary.LittleEndian.Uint32(c.numberRows[4*i:])); row < c.rows {
			rows = append(rows, row)
		}
	}
	return rows
}
