package emulatortest

import "syscall"

// ownProcess puts the emulator in its own process group. Ctrl-C in a terminal then
// reaches only the parent, which can export the data first. If the parent dies
// without stopping the emulator, the kernel kills it.
func ownProcess() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
