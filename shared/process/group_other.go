//go:build !linux

package process

import "syscall"

// ownGroup returns nil, which leaves the child in our process group. Elsewhere than on Linux nothing kills a child in
// its own group when the parent dies.
func ownGroup() *syscall.SysProcAttr { return nil }
