// Package process runs child processes that do not outlive their parent. On Linux, a Ctrl-C in a terminal reaches only
// the parent, which can stop its children in any order. If the parent dies first, the kernel kills them.
package process

import (
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// A Process is a started child process.
type Process struct {
	cmd  *exec.Cmd
	done chan struct{}
	err  error // set before done is closed
}

// Start starts cmd. It replaces cmd.SysProcAttr.
func Start(cmd *exec.Cmd) (*Process, error) {
	cmd.SysProcAttr = ownGroup()
	p := &Process{cmd: cmd, done: make(chan struct{})}
	started := make(chan error, 1)
	go p.run(started)
	if err := <-started; err != nil {
		return nil, fmt.Errorf("start %s: %w", cmd.Path, err)
	}
	return p, nil
}

// run starts the process and waits for it. Linux kills a child when the thread that started it exits, so run locks its
// thread until the child has exited.
func (p *Process) run(started chan<- error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	err := p.cmd.Start()
	started <- err
	if err == nil {
		p.err = p.cmd.Wait()
		close(p.done)
	}
}

// PID returns the process ID.
func (p *Process) PID() int { return p.cmd.Process.Pid }

// Done returns a channel that is closed when the process has exited.
func (p *Process) Done() <-chan struct{} { return p.done }

// Wait waits until the process has exited. It returns nil if the exit status is 0.
func (p *Process) Wait() error {
	<-p.done
	return p.err
}

// Stop sends SIGTERM and waits until the process has exited. If the process is still running after grace, Stop kills
// it and returns an error. Stop returns nil if the process has already exited.
func (p *Process) Stop(grace time.Duration) error {
	err := p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.done:
		return nil
	case <-time.After(grace):
		err = errors.Join(err, fmt.Errorf("%s: killed: still running %s after SIGTERM", p.cmd.Path, grace))
		p.cmd.Process.Kill()
		<-p.done
		return err
	}
}
