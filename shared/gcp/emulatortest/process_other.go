//go:build !linux

package emulatortest

import "syscall"

// ownProcess returns nil, which leaves the emulator in the parent's process group.
// Without Linux's parent-death signal, an emulator in its own group would outlive a
// parent that Ctrl-C kills.
func ownProcess() *syscall.SysProcAttr { return nil }
