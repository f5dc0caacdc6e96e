// Package process runs child processes that never outlive their parent: a
// Ctrl-C in a terminal reaches only the parent, which ends its children in the
// order it wants, and on Linux the kernel kills them when the parent dies
// without doing so.
package process

import (
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

// A Process is a child that was started.
type Process struct {
	cmd  *exec.Cmd
	done chan struct{}
	err  error // set before done is closed
}

// Start starts cmd, which has not been started; its SysProcAttr is replaced.
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

// run starts the process and waits for it. Linux kills a child when the
// *thread* that started it ends, so this goroutine keeps its thread until then.
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

// PID returns the process's ID.
func (p *Process) PID() int { return p.cmd.Process.Pid }

// Done is closed when the process has ended.
func (p *Process) Done() <-chan struct{} { return p.done }

// Wait returns when the process has ended: nil if that was with exit status 0.
func (p *Process) Wait() error {
	<-p.done
	return p.err
}

// Stop asks the process to end and kills it if it has not after grace. It
// returns when the process has ended. Stopping one that has ended is no error.
func (p *Process) Stop(grace time.Duration) error {
	err := p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.done:
		return nil
	case <-time.After(grace):
		err = errors.Join(err, fmt.Errorf("%s: still running %s after it was asked to end: killed", p.cmd.Path, grace))
		p.cmd.Process.Kill()
		<-p.done
		return err
	}
}
