//go:build !linux

package process

import "syscall"

// ownGroup returns nil, which leaves the child in the parent's process group. Without Linux's parent-death signal, a
// child in its own group would outlive a parent that Ctrl-C kills.
func ownGroup() *syscall.SysProcAttr { return nil }
