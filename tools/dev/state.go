package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// state is the folder of everything that outlives the local host; one host at a time has it.
type state struct {
	dir  string
	lock *os.File
	log  *os.File
}

// minFree is below what there is no point in starting: the emulators would fail in odd ways.
const minFree = 300 << 20

// openState makes the folder where it is not there, and takes it.
func openState(dir string) (*state, error) {
	if err := os.MkdirAll(filepath.Join(dir, "logs"), 0o755); err != nil {
		return nil, err
	}
	if err := checkFree(dir); err != nil {
		return nil, err
	}
	lock, err := takeLock(filepath.Join(dir, "lock"))
	if err != nil {
		return nil, err
	}
	s := &state{dir: dir, lock: lock}
	if s.log, err = openLog(s.path("logs", "dev.jsonl")); err != nil {
		lock.Close()
		return nil, err
	}
	return s, nil
}

func (s *state) path(elem ...string) string {
	return filepath.Join(append([]string{s.dir}, elem...)...)
}

// Close gives the folder free.
func (s *state) Close() error { return errors.Join(s.log.Close(), s.lock.Close()) }

func checkFree(dir string) error {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil {
		return fmt.Errorf("free space of %s: %w", dir, err)
	}
	if free := fs.Bavail * uint64(fs.Bsize); free < minFree {
		return fmt.Errorf("only %d MiB are free at %s, %d are needed: make room, or set STATE_DIR to a folder elsewhere",
			free>>20, dir, minFree>>20)
	}
	return nil
}

// takeLock takes a lock that the kernel gives free when we end, however that happens.
func takeLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		owner, _ := io.ReadAll(f)
		f.Close()
		return nil, fmt.Errorf("a local host runs here already (process %s): stop it first, or set STATE_DIR to another folder",
			strings.TrimSpace(string(owner)))
	}
	if err == nil {
		err = errors.Join(f.Truncate(0), writeString(f, fmt.Sprintln(os.Getpid())))
	}
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return f, nil
}

func writeString(f *os.File, s string) error {
	_, err := f.WriteAt([]byte(s), 0)
	return err
}

// openLog begins a new log, and keeps the one before beside it.
func openLog(path string) (*os.File, error) {
	if err := os.Rename(path, path+".1"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	return os.Create(path)
}
