package emulatortest

import "syscall"

// ownProcess puts the emulator in a process group of its own, so that Ctrl-C
// in a terminal reaches only us and there is time to export, and has it killed
// when we die without stopping it.
func ownProcess() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
}
