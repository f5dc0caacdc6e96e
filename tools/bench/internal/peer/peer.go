// Package peer runs the Python programs that ours are measured beside. A peer
// times its own work and answers over its standard streams, a line of JSON a
// question, so that no figure holds the time of the talking.
package peer

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"

	"shopfyp.dev/shared/process"
)

// A Peer is a running Python program that answers questions one by one.
type Peer struct {
	name    string
	process *process.Process
	in      io.WriteCloser
	out     *bufio.Reader
}

// Start starts script with the Python of an environment.
func Start(python, script string, args ...string) (*Peer, error) {
	cmd := exec.Command(python, append([]string{script}, args...)...)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	p, err := process.Start(cmd)
	if err != nil {
		return nil, err
	}
	return &Peer{name: script, process: p, in: in, out: bufio.NewReader(out)}, nil
}

// PID returns the process's ID.
func (p *Peer) PID() int { return p.process.PID() }

// Ask sends question and reads the answer. A peer answers {"error": "..."} where it cannot.
func (p *Peer) Ask(question, answer any) error {
	if err := p.ask(question, answer); err != nil {
		return fmt.Errorf("peer %s: %w", p.name, err)
	}
	return nil
}

func (p *Peer) ask(question, answer any) error {
	line, err := json.Marshal(question)
	if err != nil {
		return err
	}
	if _, err := p.in.Write(append(line, '\n')); err != nil {
		return err
	}
	if line, err = p.out.ReadBytes('\n'); err != nil {
		return fmt.Errorf("no answer: %w", err)
	}
	var fault struct{ Error string }
	if err := json.Unmarshal(line, &fault); err != nil {
		return err
	}
	if fault.Error != "" {
		return errors.New(fault.Error)
	}
	return json.Unmarshal(line, answer)
}

// Close lets the peer end, which it does when there are no more questions.
func (p *Peer) Close() error {
	return errors.Join(p.in.Close(), p.process.Stop(5*time.Second))
}
