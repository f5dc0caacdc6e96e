// Package progress shows the progress of a long job. On a terminal it draws a progress bar. Elsewhere it prints a line
// every two seconds.
package progress

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// interval is the minimum time between two lines when the output is not a terminal.
const interval = 2 * time.Second

// A Reporter shows the progress of consecutive stages. It is safe for concurrent use.
type Reporter struct {
	w   io.Writer
	tty bool

	mu    sync.Mutex
	stage string
	bar   *progressbar.ProgressBar
	begun time.Time
	last  time.Time
	done  int64
	total int64
}

// New returns a Reporter that writes to w. If w is a terminal, the Reporter draws progress bars.
func New(w io.Writer) *Reporter {
	f, ok := w.(*os.File)
	return &Reporter{w: w, tty: ok && term.IsTerminal(int(f.Fd()))}
}

// Update reports that a stage has finished done of total items. A total of 0 means that the total is unknown. A new
// stage ends the previous one.
func (r *Reporter) Update(stage string, done, total int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if stage != r.stage {
		r.end()
		r.begin(stage, total)
	}
	r.done, r.total = done, total
	if r.bar != nil {
		r.bar.ChangeMax64(max(total, -1))
		r.bar.Set64(done)
		return
	}
	if now := time.Now(); now.Sub(r.last) >= interval {
		r.last = now
		r.line("")
	}
}

// Done ends the last stage.
func (r *Reporter) Done() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.end()
}

func (r *Reporter) begin(stage string, total int64) {
	r.stage, r.begun, r.last = stage, time.Now(), time.Now()
	if !r.tty {
		return
	}
	if total == 0 {
		total = -1
	}
	r.bar = progressbar.NewOptions64(total, progressbar.OptionSetWriter(r.w), progressbar.OptionSetDescription(stage),
		progressbar.OptionShowCount(), progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSetWidth(30))
}

func (r *Reporter) end() {
	switch {
	case r.stage == "":
		return
	case r.bar != nil:
		r.bar.Exit()
		fmt.Fprintln(r.w)
	default:
		r.line(fmt.Sprintf(", %.1f s", time.Since(r.begun).Seconds()))
	}
	r.stage, r.bar = "", nil
}

func (r *Reporter) line(end string) {
	switch {
	case r.total > 0:
		fmt.Fprintf(r.w, "%s: %d of %d%s\n", r.stage, r.done, r.total, end)
	case r.done > 0:
		fmt.Fprintf(r.w, "%s: %d%s\n", r.stage, r.done, end)
	default:
		fmt.Fprintf(r.w, "%s%s\n", r.stage, end)
	}
}
