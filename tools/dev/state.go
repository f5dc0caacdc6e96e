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

// A state is the folder of the data that the host keeps between runs. Only one host at a time can use it.
type state struct {
	dir  string
	lock *os.File
	log  *os.File
}

// minFree is the minimum free disk space for a start. With less, the emulators fail with misleading errors.
const minFree = 300 << 20

// openState creates the folder if necessary and locks it.
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

// Close unlocks the folder.
func (s *state) Close() error { return errors.Join(s.log.Close(), s.lock.Close()) }

func checkFree(dir string) error {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil {
		return fmt.Errorf("free space of %s: %w", dir, err)
	}
	if free := fs.Bavail * uint64(fs.Bsize); free < minFree {
		return fmt.Errorf("only %d MiB are free at %s, %d are needed: free some space, or set STATE_DIR to another folder",
			free>>20, dir, minFree>>20)
	}
	return nil
}

// takeLock takes a file lock. The kernel releases it when the process ends.
func takeLock(path string) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		owner, _ := io.ReadAll(f)
		f.Close()
		return nil, fmt.Errorf("the shop is already running (process %s): stop it first, or set STATE_DIR to another folder",
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

// openLog starts a new log and keeps the previous one as path.1.
func openLog(path string) (*os.File, error) {
	if err := os.Rename(path, path+".1"); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	return os.Create(path)
}
