package invalid

import (
	"errors"
	"fmt"
)

// ErrLimit reports a request for too many results, or for fewer than one.
var ErrLimit = errors.New("limit out of range")

// CheckLimit returns ErrLimit unless limit is between 1 and most.
func CheckLimit(limit, most int) error {
	if limit < 1 || limit > most {
		return fmt.Errorf("%w: %d is outside 1 to %d", ErrLimit, limit, most)
	}
	return nil
}
