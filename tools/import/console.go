package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// A console is where a program talks to its user.
type console struct {
	in       io.Reader
	out      io.Writer // reports
	errs     io.Writer // progress and help
	terminal bool      // a person can answer questions
}

// standard returns the console of the process.
func standard() console {
	return console{in: os.Stdin, out: os.Stdout, errs: os.Stderr, terminal: term.IsTerminal(int(os.Stdin.Fd()))}
}

// confirm asks a question and reports whether the answer is yes.
func (c console) confirm(ctx context.Context, question string) (bool, error) {
	fmt.Fprintf(c.out, "%s [y/N] ", question)
	answer := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(c.in).ReadString('\n') // no answer means no
		answer <- line
	}()
	select {
	case <-ctx.Done():
		return false, ctx.Err()
	case line := <-answer:
		line = strings.ToLower(strings.TrimSpace(line))
		return line == "y" || line == "yes", nil
	}
}
