package input

// MaxShrink is the largest share of products that may be missing or invalid.
const MaxShrink = 0.10

// Shrank reports whether so many of the products before are missing that an import probably failed. read includes the
// products that are not offered: the shop took them out on purpose.
func Shrank(before, read, invalid int) bool {
	return float64(before-read-invalid) > MaxShrink*float64(before)
}
