// Package resident says what of a process lies in memory, as the kernel counts it.
package resident

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"
)

// Memory is what of a process, or of one of its mapped files, lies in memory, in bytes.
type Memory struct {
	All       int64
	Anonymous int64 // of no file: the process's own
}

// Of returns the memory of a process, and that of each file it has mapped.
func Of(pid int) (all Memory, files map[string]Memory, err error) {
	f, err := os.Open(fmt.Sprintf("/proc/%d/smaps", pid))
	if err != nil {
		return Memory{}, nil, err
	}
	defer f.Close()
	return parse(f)
}

// parse reads smaps: a line that begins a mapping, its path the sixth field, then lines "Rss: 4 kB".
func parse(r io.Reader) (all Memory, files map[string]Memory, err error) {
	files = make(map[string]Memory)
	path := ""
	lines := bufio.NewScanner(r)
	for lines.Scan() {
		fields := strings.Fields(lines.Text())
		if len(fields) == 0 {
			continue
		}
		if !strings.HasSuffix(fields[0], ":") {
			path = strings.Join(fields[min(5, len(fields)):], " ")
			continue
		}
		var kB int64
		if fields[0] != "Rss:" && fields[0] != "Anonymous:" {
			continue
		}
		if _, err := fmt.Sscan(fields[1], &kB); err != nil {
			return Memory{}, nil, fmt.Errorf("smaps: %q: %w", lines.Text(), err)
		}
		var m Memory
		if fields[0] == "Rss:" {
			m.All = kB << 10
		} else {
			m.Anonymous = kB << 10
		}
		all = all.plus(m)
		files[path] = files[path].plus(m)
	}
	return all, files, lines.Err()
}

func (m Memory) plus(o Memory) Memory { return Memory{m.All + o.All, m.Anonymous + o.Anonymous} }

// Peak returns the most memory that this process has had, in bytes.
func Peak() (int64, error) {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(data)) {
		if value, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			var kB int64
			_, err := fmt.Sscan(value, &kB)
			return kB << 10, err
		}
	}
	return 0, fmt.Errorf("/proc/self/status holds no VmHWM")
}
