// Package peer runs the Python programs that serve as baselines. A peer measures its own work and
// answers each question with one line of JSON, so its figures exclude the cost of communication.
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

// Start starts script with the given Python interpreter.
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

// Ask sends question and decodes the answer. It returns an error if the peer answers {"error": "..."}.
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
	var failure struct{ Error string }
	if err := json.Unmarshal(line, &failure); err != nil {
		return err
	}
	if failure.Error != "" {
		return errors.New(failure.Error)
	}
	return json.Unmarshal(line, answer)
}

// Close ends the peer.
func (p *Peer) Close() error {
	return errors.Join(p.in.Close(), p.process.Stop(5*time.Second))
}
