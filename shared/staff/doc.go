// Package staff defines what the people who run the shop may do in the console, and the record of what they changed.
// It does not authenticate them.
package staff
