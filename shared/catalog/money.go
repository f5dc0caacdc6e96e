package catalog

import (
	"fmt"
	"math"
)

// Money is an amount in a currency's minor unit (cents, paise, yen), never a float.
// Its zero value means "no price known".
type Money struct {
	Amount   int64  `json:"amount"`   // minor units
	Currency string `json:"currency"` // ISO 4217, upper case
}

// IsZero reports whether the price is unknown. An amount of 0 with a currency is a known price.
func (m Money) IsZero() bool { return m == Money{} }

// maxAmount is low enough that a sum of a few prices cannot overflow.
const maxAmount = math.MaxInt64 / 1_000_000

// Validate returns an error unless m is zero or a valid price.
func (m Money) Validate() error {
	if m.IsZero() {
		return nil
	}
	if len(m.Currency) != 3 || !isUpper(m.Currency) {
		return fmt.Errorf("currency %q is not an ISO 4217 code", m.Currency)
	}
	if m.Amount < 0 || m.Amount > maxAmount {
		return fmt.Errorf("amount %d is outside 0 to %d", m.Amount, int64(maxAmount))
	}
	return nil
}

func isUpper(s string) bool {
	for _, c := range []byte(s) {
		if c < 'A' || c > 'Z' {
			return false
		}
	}
	return true
}

// MinorDigits returns the number of decimal places of the currency in ISO 4217, such as 2 for EUR.
func MinorDigits(code string) int {
	switch code {
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF":
		return 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3
	}
	return 2
}
