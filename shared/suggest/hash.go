package suggest

import (
	"crypto/sha256"
	"encoding/hex"
)

// Hash returns a short name of a query that does not show its text: the first 8 bytes of the SHA-256 of its Key, in hex.
// Writings of a query that differ only in case, accents and punctuation have the same hash.
//
// The hash has no secret key. Whoever sees it can find out whether a text that they guess has it, so it hides a query only
// from readers who cannot guess it. Counters and logs contain it without a shopper.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(Key(text)))
	return hex.EncodeToString(sum[:8])
}
