package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/overlay"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
)

// A replayer reproduces cards.
type replayer struct {
	log      interaction.Log
	embedder embed.Embedder
	fetch    func(ctx context.Context, version string) (snapshot.Local, error)
	opener   recommend.Opener
	changes  change.Store    // nil: the catalog has no changes
	rules    recommend.Rules // the current ones; nil: the shop has none
	logger   *slog.Logger
	open     *recommend.OpenView // the snapshot of the last card
	live     *overlay.View       // the snapshot with the changes that it does not contain
}

// maxLine is the maximum length of a log line. Cloud Logging allows 256 KB.
const maxLine = 1 << 20

// replay prints the card of each log line, one per line. It writes the errors of failed cards to problems. It
// returns an error if any card fails or if no line has a card.
func (r *replayer) replay(ctx context.Context, in io.Reader, out, problems io.Writer) (err error) {
	defer func() { err = errors.Join(err, r.close()) }()
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, maxLine)
	cards, failed := 0, 0
	for n := 1; lines.Scan(); n++ {
		err := r.line(ctx, lines.Bytes(), out)
		if errors.Is(err, recommend.ErrNoCard) {
			continue
		}
		cards++
		if err != nil {
			failed++
			fmt.Fprintf(problems, "line %d: %v\n", n, err)
		}
	}
	switch {
	case lines.Err() != nil:
		return lines.Err()
	case cards == 0:
		return recommend.ErrNoCard
	case failed > 0:
		return fmt.Errorf("%d of %d cards cannot be reproduced", failed, cards)
	}
	return nil
}

// line prints the card of one log line.
func (r *replayer) line(ctx context.Context, line []byte, out io.Writer) error {
	e, err := recommend.ReadCardEntry(line)
	if err != nil {
		return err
	}
	if err := r.use(ctx, e.Snapshot); err != nil {
		return err
	}
	s := recommend.New(recommend.Config{Embedder: r.embedder, Log: r.log, Views: r, Ranker: e.Ranker, Logger: r.logger, Rules: r.rules})
	products, err := s.Replay(ctx, e)
	if err != nil {
		return err
	}
	enc := json.NewEncoder(out) // the same encoding as in the API
	enc.SetEscapeHTML(false)
	return enc.Encode(struct {
		Products []recommend.Recommendation `json:"products"`
	}{products})
}

// use opens a snapshot and closes the previous one.
func (r *replayer) use(ctx context.Context, version string) error {
	if r.open != nil && r.open.Version == version {
		return nil
	}
	if err := r.close(); err != nil {
		return err
	}
	build, err := r.fetch(ctx, version)
	if err != nil {
		return fmt.Errorf("snapshot %s: %w", version, err)
	}
	if r.open, err = r.opener.Open(ctx, build); err != nil {
		return err
	}
	return r.attach(ctx, build.Manifest.Changes)
}

// attach combines the open snapshot with the changes after a time. A card that was made with other changes cannot be
// reproduced: the store has only the newest change of each product.
func (r *replayer) attach(ctx context.Context, contains time.Time) error {
	if r.changes == nil {
		return nil
	}
	changes := overlay.New(overlay.Config{Changes: r.changes, Every: time.Hour, Logger: r.logger})
	r.live = changes.Attach(&r.open.View, contains)
	return changes.Poll(ctx)
}

func (r *replayer) close() error {
	if r.open == nil {
		return nil
	}
	v := r.open
	r.open, r.live = nil, nil
	return v.Close()
}

// Use implements recommend.Views.
func (r *replayer) Use(_ context.Context, use func(*recommend.View) error) error {
	if r.live != nil {
		return use(r.live.Current())
	}
	return use(&r.open.View)
}
