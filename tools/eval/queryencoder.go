package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"strings"

	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/embed/onnx"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
)

// A queryEmbedder embeds queries with one model and documents with another of the same vector space.
type queryEmbedder struct {
	embed.Embedder // of documents
	queries        *onnx.QueryEncoder
}

func (e queryEmbedder) EmbedQuery(ctx context.Context, text string) ([]float32, error) {
	return e.queries.EmbedQuery(ctx, text)
}

// today is the system that embeds queries with the model of the documents.
const today = "today"

// measureQueryModels compares search with several query models on the judged sets, over the same snapshots.
func measureQueryModels(ctx context.Context, o options, out, log io.Writer) (err error) {
	tasks, err := readTasks(o.data)
	if err != nil {
		return err
	}
	models := strings.Split(o.queryModels, ",")
	all := make(map[string]results)
	err = forEachShop(ctx, o, tasks, log, func(s *shop, t task) error { return s.measureQueryModels(ctx, o, models, t, all) })
	if err != nil {
		return err
	}
	fmt.Fprint(out, queryModelTable(models, all))
	return nil
}

// measureQueryModels adds the figures of a task to those of its set, for today's encoder and for each model.
func (s *shop) measureQueryModels(ctx context.Context, o options, models []string, t task, all map[string]results) error {
	add := func(name string, e embed.Embedder) error {
		got, err := ask(ctx, t.queries, searcher(s.serviceWith(e)), depth, io.Discard)
		all[t.set+" "+name] = all[t.set+" "+name].plus(got)
		return err
	}
	if err := add(today, s.embedder); err != nil {
		return err
	}
	for _, file := range models {
		config := onnx.In(o.native)
		config.Model = file
		q, err := onnx.OpenQueryEncoder(config)
		if err != nil {
			return err
		}
		if err := errors.Join(add(file, queryEmbedder{s.embedder, q}), q.Close()); err != nil {
			return err
		}
	}
	return nil
}

// serviceWith returns a service over the shop's snapshot that embeds queries with e.
func (s *shop) serviceWith(e embed.Embedder) *recommend.Service {
	return recommend.New(recommend.Config{
		Embedder: e, Log: interaction.NewMemory(nil), Views: s.views, Ranker: recommend.Interests, Logger: slog.New(slog.DiscardHandler),
	})
}

// queryModelTable compares each model, and the mean of several models, with today's encoder.
func queryModelTable(models []string, all map[string]results) string {
	var b strings.Builder
	b.WriteString("| set | query encoder | queries | nDCG@10 | P@3 | any exact@3 | nDCG@10, to today | P@3 |\n|---|---|---|---|---|---|---|---|\n")
	for _, set := range sets {
		base, ok := all[set+" "+today]
		if !ok {
			continue
		}
		queryModelLine(&b, set, today, base, "| |")
		var total results
		for _, file := range models {
			r := all[set+" "+file]
			queryModelLine(&b, set, studentName(file), r, against(r, base))
			total = total.mixed(r, func(int) float64 { return 1 / float64(len(models)) })
		}
		if len(models) > 1 {
			queryModelLine(&b, set, "mean", total, against(total, base))
		}
	}
	return b.String()
}

func queryModelLine(b *strings.Builder, set, name string, r results, differences string) {
	n := len(r.ndcg10)
	fmt.Fprintf(b, "| %s | %s | %d | %s | %s | %.1f of %d | %s\n", set, name, n, decimals(mean(r.ndcg10)), decimals(mean(r.p3)), sum(r.anyExact), n, differences)
}

func against(r, base results) string {
	return difference(r.ndcg10, base.ndcg10) + " | " + difference(r.p3, base.p3) + " |"
}

// studentName returns the folder of a model: train/ names the file of every student model.onnx.
func studentName(file string) string { return filepath.Base(filepath.Dir(file)) }
