// Package basket keeps the baskets of shoppers: what each wants to buy, on all of their devices.
// It merges the changes of several devices and describes each line as the catalog is now.
// It takes no orders; package order does.
package basket
