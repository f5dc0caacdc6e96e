package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"time"
)

// samplesTaken is the number of samples of a run.
const samplesTaken = 40

// A sample is a measurement of the process. Sizes are in bytes.
type sample struct {
	rss        int64
	files      int64 // open file descriptors
	goroutines int64
	goHeap     int64 // live bytes after a collection
	foreign    int64 // anonymous memory outside the Go runtime: C++ heap and thread stacks
}

// watch takes samples until ctx ends.
func watch(ctx context.Context, every time.Duration, out io.Writer) (samples []sample) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return samples
		case <-tick.C:
			s, err := takeSample()
			if err != nil {
				fmt.Fprintln(out, "sample:", err)
				continue
			}
			samples = append(samples, s)
			fmt.Fprintf(out, "RSS %d MB, %d files, %d goroutines, Go heap %.1f MB, C++ heap %d MB\n",
				s.rss>>20, s.files, s.goroutines, float64(s.goHeap)/(1<<20), s.foreign>>20)
		}
	}
}

// takeSample measures the process after a garbage collection.
func takeSample() (sample, error) {
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	rss, anonymous, err := processMemory()
	if err != nil {
		return sample{}, err
	}
	open, err := os.ReadDir("/proc/self/fd")
	return sample{
		rss: rss, files: int64(len(open)), goroutines: int64(runtime.NumGoroutine()), goHeap: int64(m.HeapAlloc),
		foreign: anonymous - int64(m.Sys-m.HeapReleased),
	}, err
}

// processMemory returns this process's resident and anonymous memory.
func processMemory() (rss, anonymous int64, err error) {
	f, err := os.Open("/proc/self/smaps_rollup")
	if err != nil {
		return 0, 0, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var name string
		var kB int64
		fmt.Sscanf(lines.Text(), "%s %d kB", &name, &kB)
		switch name {
		case "Rss:":
			rss = kB << 10
		case "Anonymous:":
			anonymous = kB << 10
		}
	}
	return rss, anonymous, lines.Err()
}

// checkGrowth returns an error for each quantity that grew. It compares the median of the last third with
// that of the second third and skips the first third as a warm-up. Medians hide a rebuild during one sample.
func checkGrowth(samples []sample) error {
	third := len(samples) / 3
	if third < 3 {
		return fmt.Errorf("%d samples, want at least 9", len(samples))
	}
	var errs []error
	for _, f := range []struct {
		name  string
		of    func(sample) int64
		slack int64 // allowed growth, in addition to 5 %
	}{
		{"RSS", func(s sample) int64 { return s.rss }, 24 << 20},
		{"open files", func(s sample) int64 { return s.files }, 8},
		{"goroutines", func(s sample) int64 { return s.goroutines }, 16},
		{"Go heap", func(s sample) int64 { return s.goHeap }, 8 << 20},
		{"C++ heap", func(s sample) int64 { return s.foreign }, 16 << 20},
	} {
		before, after := median(samples[third:2*third], f.of), median(samples[len(samples)-third:], f.of)
		if after > before+before/20+f.slack {
			errs = append(errs, fmt.Errorf("%s grew from %d to %d", f.name, before, after))
		}
	}
	return errors.Join(errs...)
}

func median(samples []sample, of func(sample) int64) int64 {
	values := make([]int64, len(samples))
	for i, s := range samples {
		values[i] = of(s)
	}
	slices.Sort(values)
	return values[len(values)/2]
}
