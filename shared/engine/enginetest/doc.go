// Package enginetest is the conformance suite of engine.Collection. Every implementation must pass TestCollection:
//
//	func TestCollection(t *testing.T) {
//		enginetest.TestCollection(t, func(t *testing.T) engine.Collection { return open(t) })
//	}
package enginetest
