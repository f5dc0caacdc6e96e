package functions

import (
	"context"
	"errors"
	"fmt"
	"time"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/feed"
	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/snapshot"
)

type statusRequest struct{}

type statusResponse struct {
	Index     *indexVersion `json:"index,omitempty" description:"The version in use; missing if none is published."`
	AgeS      int64         `json:"ageSeconds" description:"Age of the version in use."`
	Shown     shownProducts `json:"shown" description:"What cards showed in the last week."`
	Attention []attention   `json:"attention" description:"What somebody should look at; empty if all is well."`
}

// shownProducts says how much of the catalog cards show.
type shownProducts struct {
	Products int     `json:"products" description:"Number of different products."`
	Share    float64 `json:"share" description:"Share of the products in the index, from 0 to 1."`
}

// An attention is something that somebody should look at.
type attention struct {
	Kind string `json:"kind" enum:"no-index,index-old,index-held,low-recall,searches-without-results,import-rejected"`
	Text string `json:"text"`

	Details []string `json:"details,omitempty" description:"Examples, at most 10."`
}

// importReader is the part of feed.Store that status needs.
type importReader interface {
	Newest(ctx context.Context) ([]feed.Import, error)
}

const (
	oldIndex   = 26 * time.Hour // the alert on the index's age in deploy/alerts uses the same
	lowRecall  = .9
	manyEmpty  = .1 // share of answers without results
	minAnswers = 20 // answers below which manyEmpty says nothing
)

// status says how the shop is doing.
func status(i indexVersions, c counterReader, imports importReader, now func() time.Time) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, _ statusRequest) (statusResponse, error) {
		res := statusResponse{Attention: []attention{}}
		m, err := i.Current(ctx)
		switch {
		case errors.Is(err, snapshot.ErrNoIndex), errors.Is(err, snapshot.ErrDamaged):
			res.attend("no-index", "No index is published: shoppers find nothing. Run the index-builder.")
		case err != nil:
			return statusResponse{}, err
		default:
			v := describeVersion(&m)
			res.Index, res.AgeS = &v, int64(now().Sub(m.BuiltAt).Seconds())
			res.checkIndex(&m, now())
		}
		if held, err := i.Held(ctx); err != nil {
			return statusResponse{}, err
		} else if held {
			res.attend("index-held", "An older version of the index is in use, and nothing is built until the newest one is active again.")
		}
		if err := res.count(ctx, c, m.Count, now()); err != nil {
			return statusResponse{}, err
		}
		return res, res.checkImports(ctx, imports)
	})
}

func (r *statusResponse) attend(kind, format string, args ...any) {
	r.Attention = append(r.Attention, attention{Kind: kind, Text: fmt.Sprintf(format, args...)})
}

// checkIndex reports an index that is old or finds too little.
func (r *statusResponse) checkIndex(m *snapshot.Manifest, now time.Time) {
	if age := now.Sub(m.BuiltAt); age > oldIndex {
		r.attend("index-old", "The index is %d hours old. Look at the log of the index-builder.", int(age.Hours()))
	}
	if m.Index.RecallAt10 < lowRecall {
		r.attend("low-recall", "The index finds %.0f %% of the 10 nearest products. Look at docs/scale.md.", 100*m.Index.RecallAt10)
	}
}

// count adds what the counters of the last week say.
func (r *statusResponse) count(ctx context.Context, c counterReader, products int, now time.Time) error {
	from, to, err := period("", "", now)
	if err != nil {
		return err
	}
	tally, err := c.Read(ctx, from, to, metrics.ByProduct, metrics.ByQuery)
	if err != nil {
		return err
	}
	shown := make(map[string]bool)
	var answers, empty int64
	for key, counts := range tally {
		if key.Dimension == metrics.ByProduct && key.Surface == metrics.CardSurface && counts[metrics.Impressions] > 0 {
			shown[key.Value] = true
		}
		if key.Dimension == metrics.ByQuery {
			answers, empty = answers+counts[metrics.Answers], empty+counts[metrics.Empty]
		}
	}
	r.Shown.Products = len(shown)
	if products > 0 {
		r.Shown.Share = min(1, float64(len(shown))/float64(products))
	}
	if answers >= minAnswers && float64(empty) >= manyEmpty*float64(answers) {
		r.attend("searches-without-results", "%.0f %% of the searches of the last week found nothing.", 100*float64(empty)/float64(answers))
	}
	return nil
}

// checkImports reports the feeds whose last import rejected rows, with the reasons and an example of each.
func (r *statusResponse) checkImports(ctx context.Context, imports importReader) error {
	all, err := imports.Newest(ctx)
	if err != nil {
		return err
	}
	for _, i := range all {
		if i.Rejected == 0 {
			continue
		}
		r.attend("import-rejected", "The import of %q on %s rejected %d of %d rows. Repair them in the feed and import it again.",
			i.Source, i.At.UTC().Format("2 January 2006, 15:04 UTC"), i.Rejected, i.Rows)
		last := &r.Attention[len(r.Attention)-1]
		for _, reason := range i.Reasons {
			last.Details = append(last.Details, fmt.Sprintf("%s (%d), such as %s, line %d: %s", reason.Text, reason.Count, reason.File, reason.Line, reason.Row))
		}
	}
	return nil
}

func openStatus(a *wire.App) api.Endpoint { return status(a.Indexes, a.Metrics, a.Imports, a.Now) }
