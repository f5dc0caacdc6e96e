// Package money reads prices as shops and their exports write them.
// It never guesses a currency: a price without one is an error.
package money
