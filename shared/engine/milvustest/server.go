package milvustest

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"strconv"
	"time"

	"shopfyp.dev/shared/process"
)

// Options configures a server. The zero value is usable.
type Options struct {
	Port int       // 0: any free port
	Dir  string    // data folder; "": a temporary folder, which Stop removes
	Log  io.Writer // receives the server's output; nil discards it
}

// A Server is a running milvus-lite. It runs until Stop. On Linux, it also stops when the program that started it exits.
type Server struct {
	*process.Process
	addr      string
	temporary string
	log       process.Tail
}

const (
	tailBytes    = 4 << 10         // of the server's output, for errors
	stopGrace    = 5 * time.Second // before Stop kills the server
	pollInterval = 25 * time.Millisecond
)

// Start starts a server on 127.0.0.1 and returns when it accepts connections. ctx limits the startup time, not the
// lifetime of the server.
func Start(ctx context.Context, o Options) (*Server, error) {
	program, err := Find()
	if err != nil {
		return nil, err
	}
	s := &Server{log: process.Tail{To: o.Log, Keep: tailBytes}}
	if o.Dir == "" {
		if s.temporary, err = os.MkdirTemp("", "milvus-lite-"); err != nil {
			return nil, fmt.Errorf("start milvus-lite: %w", err)
		}
		o.Dir = s.temporary
	}
	if err := s.start(ctx, program, o); err != nil {
		s.Stop()
		return nil, fmt.Errorf("start milvus-lite: %w", err)
	}
	return s, nil
}

func (s *Server) start(ctx context.Context, program string, o Options) error {
	port, err := freePort(o.Port)
	if err != nil {
		return err
	}
	s.addr = net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	cmd := exec.Command(program, "server", "--host", "127.0.0.1", "--port", strconv.Itoa(port), "--data-dir", o.Dir)
	cmd.Stdout, cmd.Stderr = &s.log, &s.log
	if s.Process, err = process.Start(cmd); err != nil {
		return err
	}
	return s.awaitReady(ctx)
}

// freePort returns port, or any free port for 0. It returns an error if the port is in use: milvus-lite would share it.
func freePort(port int) (int, error) {
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// awaitReady returns when the server accepts connections, its process has exited or ctx is done.
func (s *Server) awaitReady(ctx context.Context) error {
	poll := time.NewTicker(pollInterval)
	defer poll.Stop()
	for {
		select {
		case <-ctx.Done():
			return fmt.Errorf("not ready: %w", ctx.Err())
		case <-s.Done():
			return fmt.Errorf("exited: %w: %s", s.Wait(), s.log.String())
		case <-poll.C:
			if conn, err := net.Dial("tcp", s.addr); err == nil {
				return conn.Close()
			}
		}
	}
}

// Addr returns the server's host:port.
func (s *Server) Addr() string { return s.addr }

// Stop stops the server and waits until its process has exited. You may call Stop more than once.
func (s *Server) Stop() {
	if s.Process != nil {
		_ = s.Process.Stop(stopGrace)
	}
	if s.temporary != "" {
		os.RemoveAll(s.temporary)
	}
}
