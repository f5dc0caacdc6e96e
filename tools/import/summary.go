package main

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"shopfyp.dev/shared/feed"
)

// summarize stores which rows of each source were rejected, for the console of the shop. A failure is only printed, because
// the products do not depend on it.
func (p *program) summarize(ctx context.Context) {
	for _, i := range p.summaries(time.Now()) {
		if err := p.db.imports.Put(ctx, i); err != nil {
			fmt.Fprintf(p.errs, "the console does not show the rejected rows: %s\n", brief(err))
			return
		}
	}
}

// summaries returns the import of each source, in the order of the files.
func (p *program) summaries(now time.Time) (all []feed.Import) {
	index := make(map[string]int)
	for i, preview := range p.previews {
		name := p.options(p.Files[i]).Source
		if _, ok := index[name]; !ok {
			index[name] = len(all)
			all = append(all, feed.Import{Source: name, At: now})
		}
		r := &preview.Report
		var reasons []feed.Reason
		for _, t := range r.RejectedFor {
			reasons = append(reasons, feed.Reason{Text: t.Reason, Count: t.Count, File: filepath.Base(r.Source), Line: t.Line, Row: t.Example})
		}
		all[index[name]].Add(r.Rows, r.Rejected, r.Duplicates, reasons)
	}
	return all
}
