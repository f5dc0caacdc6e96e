package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/fsouza/fake-gcs-server/fakestorage"

	"shopfyp.dev/shared/process"
)

// storageBucket is the bucket that storageWorker has.
const storageBucket = "bench"

// storageWorker serves Cloud Storage from a folder until ctx ends, and prints its address.
func storageWorker(ctx context.Context, args []string, out io.Writer) error {
	if len(args) != 1 {
		return fmt.Errorf("storage: %d arguments, want the folder", len(args))
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	addr := l.Addr().String()
	store, err := fakestorage.NewServerWithOptions(fakestorage.Options{
		NoListener: true, Scheme: "http", PublicHost: addr, ExternalURL: "http://" + addr, StorageRoot: args[0],
	})
	if err != nil {
		return err
	}
	store.CreateBucketWithOpts(fakestorage.CreateBucketOpts{Name: storageBucket})
	server := &http.Server{Handler: store.HTTPHandler(), ReadHeaderTimeout: time.Minute}
	go server.Serve(l)
	fmt.Fprintln(out, addr)
	<-ctx.Done()
	return server.Close()
}

// startStorage starts storageWorker in a process of its own, which ends with the bench, and returns its address.
func (b *bench) startStorage(dir string) (string, error) {
	self, err := os.Executable()
	if err != nil {
		return "", err
	}
	cmd := exec.Command(self, "storage", dir)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		return "", err
	}
	p, err := process.Start(cmd)
	if err != nil {
		return "", err
	}
	b.onClose(func() error { return p.Stop(5 * time.Second) })
	addr, err := bufio.NewReader(out).ReadString('\n')
	return strings.TrimSpace(addr), err
}
