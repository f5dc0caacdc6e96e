// Package apply writes the changes of products to a search engine. Events arrive late, repeatedly and in any order, and
// an engine cannot compare versions, so an older write could replace a newer one. Therefore a writer reads the recorded
// change again after each write, and writes again if it is another one. All writers follow this rule, so the last write
// of a product has its newest state. The package does not search, and it does not record changes.
package apply
