// Package money parses prices in the formats of shops and their exports. It never
// guesses a currency. A price without a currency is an error.
package money
