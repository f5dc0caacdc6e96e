//go:build !linux

package emulatortest

import "syscall"

// ownProcess changes nothing: without Linux's parent-death signal the emulator
// must stay in our process group, so that what ends us ends it too.
func ownProcess() *syscall.SysProcAttr { return nil }
