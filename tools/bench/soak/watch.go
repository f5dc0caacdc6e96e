package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"time"

	"shopfyp.dev/tools/bench/internal/resident"
)

// samplesTaken is how many samples a soak takes.
const samplesTaken = 40

// A sample is what the process holds. Sizes are in bytes.
type sample struct {
	rss        int64
	files      int64 // open descriptors
	goroutines int64
	goHeap     int64 // live, after a collection
	foreign    int64 // anonymous memory that is not Go's: the C++ heap, its threads' stacks
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
			s, err := take()
			if err != nil {
				fmt.Fprintln(out, "no sample:", err)
				continue
			}
			samples = append(samples, s)
			fmt.Fprintf(out, "RSS %d MB, %d files, %d goroutines, Go heap %.1f MB, C++ heap %d MB\n",
				s.rss>>20, s.files, s.goroutines, float64(s.goHeap)/(1<<20), s.foreign>>20)
		}
	}
}

// take counts after Go has given back what it does not need, so that what is left is in use.
func take() (sample, error) {
	debug.FreeOSMemory()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	all, _, err := resident.Of(os.Getpid())
	if err != nil {
		return sample{}, err
	}
	open, err := os.ReadDir("/proc/self/fd")
	return sample{
		rss: all.All, files: int64(len(open)), goroutines: int64(runtime.NumGoroutine()), goHeap: int64(m.HeapAlloc),
		foreign: all.Anonymous - int64(m.Sys-m.HeapReleased),
	}, err
}

// grown returns an error that names what is more at the end than after the first third, by which all is warm:
// medians of a third each, so that a rebuild under way at one sample does not count.
func grown(samples []sample) error {
	third := len(samples) / 3
	if third < 3 {
		return fmt.Errorf("%d samples are too few", len(samples))
	}
	var errs []error
	for _, f := range []struct {
		name  string
		of    func(sample) int64
		slack int64 // beside a twentieth
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
