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

// A Peer is a running program that writes lines to its standard output.
type Peer struct {
	name    string
	process *process.Process
	in      io.WriteCloser
	out     *bufio.Reader
}

// Start starts cmd. The caller closes the peer.
func Start(cmd *exec.Cmd) (*Peer, error) {
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
	return &Peer{name: cmd.String(), process: p, in: in, out: bufio.NewReader(out)}, nil
}

// Ask sends question and decodes the answer. It returns an error if the peer answers {"error": "..."}.
func (p *Peer) Ask(question, answer any) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("peer %s: %w", p.name, err)
		}
	}()
	line, err := json.Marshal(question)
	if err != nil {
		return err
	}
	if _, err := p.in.Write(append(line, '\n')); err != nil {
		return err
	}
	if line, err = p.ReadLine(); err != nil {
		return err
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

// ReadLine reads the next line of the standard output.
func (p *Peer) ReadLine() ([]byte, error) {
	line, err := p.out.ReadBytes('\n')
	if err != nil {
		return nil, fmt.Errorf("no answer: %w", err)
	}
	return line, nil
}

// Close stops the peer.
func (p *Peer) Close() error {
	p.in.Close() // fails if the peer has already ended
	return p.process.Stop(10 * time.Second)
}
