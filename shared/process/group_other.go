//go:build !linux

package process

import "syscall"

// ownGroup leaves the child in our process group: nothing else would end it when we are killed.
func ownGroup() *syscall.SysProcAttr { return nil }
