package main

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math"
	"os"
	"path/filepath"
	"strings"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/embed"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/vector"
	"shopfyp.dev/tools/eval/internal/metric"
)

// sessions are real histories of shoppers in a catalog, each with the product that the shopper chose next.
type sessions struct {
	name  string
	items []catalog.Product
	all   []session
	log   [][]catalog.ID // histories to learn related products from, oldest product first

	floor, learned float64 // minimum hit@3 of the default ranker, without and with related products
}

type session struct {
	history []catalog.ID // oldest first
	next    catalog.ID
}

// gamesSessions is the number of measured sessions in the games set, evenly spaced in the file.
const gamesSessions = 3_000

// readSessions reads the games set and the office set.
func readSessions(data string) ([]sessions, error) {
	games := sessions{name: "sessions_games", floor: .025, learned: .064}
	office := sessions{name: "sessions_office", floor: .068, learned: .108}
	rows, err := readTable(filepath.Join(data, games.name, "items.csv"))
	if err != nil {
		return nil, err
	}
	for _, r := range rows {
		games.items = append(games.items, catalog.Product{ID: catalog.ID(r[0]), Title: r[1]})
	}
	if rows, err = readTable(filepath.Join(data, games.name, "sequences.csv.gz")); err != nil {
		return nil, err
	}
	for i, row := range rows {
		items := strings.Fields(row[1])
		if n := len(games.all); n < gamesSessions && i == n*len(rows)/gamesSessions {
			games.all = append(games.all, sessionOf(items))
		} else {
			games.log = append(games.log, idsFrom(items))
		}
	}
	if rows, err = readTable(filepath.Join(data, office.name, "items.csv.gz")); err != nil {
		return nil, err
	}
	for _, r := range rows {
		office.items = append(office.items, catalog.Product{ID: catalog.ID(r[0]), Title: r[1], Brand: r[2]})
	}
	if rows, err = readTable(filepath.Join(data, office.name, "next_item.csv")); err != nil {
		return nil, err
	}
	shopper := ""
	for _, r := range rows {
		items := append(strings.Fields(r[2]), r[3])
		if r[0] == "test" {
			office.all = append(office.all, sessionOf(items))
		} else if n := len(office.log); n > 0 && r[1] == shopper { // a shopper's row continues the previous one
			office.log[n-1] = append(office.log[n-1], catalog.ID(r[3]))
		} else {
			office.log = append(office.log, idsFrom(items))
			shopper = r[1]
		}
	}
	return []sessions{games, office}, nil
}

func sessionOf(items []string) session {
	last := len(items) - 1
	return session{idsFrom(items[:last]), catalog.ID(items[last])}
}

func idsFrom(items []string) (ids []catalog.ID) {
	for _, id := range items {
		ids = append(ids, catalog.ID(id))
	}
	return ids
}

// readTable returns the rows of a CSV file without the header. It decompresses a file with the suffix .gz.
func readTable(path string) ([][]string, error) {
	if !strings.HasSuffix(path, ".gz") {
		return readCSV(path)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	rows, err := csv.NewReader(z).ReadAll()
	if err != nil || len(rows) < 2 {
		return nil, errors.Join(fmt.Errorf("%s: %d rows", path, len(rows)), err)
	}
	return rows[1:], nil
}

// measureSessions asks both rankers for the card after each history and prints a table. It returns an error
// if the default ranker is below a floor.
func measureSessions(ctx context.Context, o options, out, log io.Writer) (err error) {
	sets, err := readSessions(o.data)
	if err != nil {
		return err
	}
	embedder, closeEmbedder, err := openEmbedder(o)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeEmbedder()) }()
	var table strings.Builder
	table.WriteString("| set | ranker | hit@3 | hit@3, to related | hit@10 | nDCG@10 | diversity |\n| --- | --- | --- | --- | --- | --- | --- |\n")
	var below []error
	for _, set := range sets {
		fmt.Fprintf(log, "%s: %d products, %d sessions\n", set.name, len(set.items), len(set.all))
		view, err := set.view(ctx, embedder)
		if err != nil {
			return fmt.Errorf("%s: %w", set.name, err)
		}
		lines, err := set.compare(ctx, embedder, view, log)
		table.WriteString(lines)
		below = append(below, err)
	}
	fmt.Fprint(out, table.String())
	return errors.Join(append(below, o.writeTable("cards", table.String()))...)
}

// compare returns the lines of the original's ranker, of the default ranker without and with related products, and of the
// peers. It returns an error if the default ranker is below a floor.
func (s *sessions) compare(ctx context.Context, e embed.Embedder, view *recommend.View, log io.Writer) (string, error) {
	var names []string
	var all []cardFigures
	add := func(name string, f cardFigures, err error) error {
		names, all = append(names, name), append(all, f)
		if err != nil {
			return fmt.Errorf("%s: %s: %w", s.name, name, err)
		}
		return nil
	}
	original, err := s.ask(ctx, e, view, recommend.Original)
	if err := add("original", original, err); err != nil {
		return "", err
	}
	interests, err := s.ask(ctx, e, view, recommend.Interests)
	if err := add("interests", interests, err); err != nil {
		return "", err
	}
	if err := s.learn(ctx, view, log); err != nil {
		return "", err
	}
	related, err := s.ask(ctx, e, view, recommend.Interests)
	if err := add("**related**", related, err); err != nil {
		return "", err
	}
	for _, p := range allPeers {
		f, err := s.askPeer(view, p)
		if err := add(p.name, f, err); err != nil {
			return "", err
		}
	}
	return s.lines(names, all, related), errors.Join(s.atLeast("interests", interests, s.floor), s.atLeast("related", related, s.learned))
}

// lines returns a line of the table for each ranker.
func (s *sessions) lines(names []string, all []cardFigures, related cardFigures) string {
	var b strings.Builder
	for i, f := range all {
		lead := ""
		if names[i] != "**related**" {
			lead = signed(minus(f.hit3, related.hit3))
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %s | %s | %s |\n", strings.TrimPrefix(s.name, "sessions_"), names[i],
			withInterval(f.hit3), lead, withInterval(f.hit10), withInterval(f.ndcg10), decimals(mean(f.diversity)))
	}
	return b.String()
}

// atLeast returns an error if hit@3 is below a floor.
func (s *sessions) atLeast(ranker string, f cardFigures, floor float64) error {
	if got := mean(f.hit3); got < floor {
		return fmt.Errorf("%s: hit@3 of %s is %.4f, below the floor of %.4f", s.name, ranker, got, floor)
	}
	return nil
}

// view embeds the items and returns a view of them with an exact index.
func (s *sessions) view(ctx context.Context, e embed.Embedder) (*recommend.View, error) {
	vectors := make([]float32, len(s.items)*e.Dim())
	err := embedProducts(ctx, e, s.items, func(first int, embeddings []catalog.Embedding) error {
		for i := range embeddings {
			copy(vectors[(first+i)*e.Dim():], embeddings[i].Vector)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	cards := &itemCards{items: s.items, rows: make(map[catalog.ID]int64)}
	for i := range s.items {
		cards.rows[s.items[i].ID] = int64(i)
	}
	index, err := vector.NewFlat(e.Dim(), vectors)
	return &recommend.View{Version: s.name, Model: e.Model(), Index: index, Cards: cards}, err
}

// itemCards implements recommend.Cards for items without popularity.
type itemCards struct {
	items []catalog.Product
	rows  map[catalog.ID]int64
}

func (c *itemCards) Card(row int64) (catalog.Card, error) { return c.items[row].Card(), nil }
func (c *itemCards) ID(row int64) (catalog.ID, error)     { return c.items[row].ID, nil }
func (c *itemCards) Row(id catalog.ID) (int64, bool)      { row, ok := c.rows[id]; return row, ok }
func (c *itemCards) Popular() []int64                     { return nil }
func (c *itemCards) Group(row int64) int64                { return row }
func (c *itemCards) Variants(row int64) []int64           { return []int64{row} }
func (c *itemCards) Flags(int64) snapshot.Flags           { return 0 }
func (c *itemCards) ByNumber(string, int) []int64         { return nil }

// oneView implements recommend.Views with a single view.
type oneView struct{ *recommend.View }

func (v oneView) Use(_ context.Context, use func(*recommend.View) error) error { return use(v.View) }

// cardFigures hold one value per session.
type cardFigures struct{ hit3, hit10, ndcg10, diversity []float64 }

// ask replays every history as clicks and scores the card that follows.
func (s *sessions) ask(ctx context.Context, e embed.Embedder, view *recommend.View, ranker recommend.Ranker) (f cardFigures, err error) {
	seed := uint32(0)
	clock := time.Unix(0, 0)
	memory := interaction.NewMemory(func() time.Time { clock = clock.Add(time.Second); return clock })
	service := recommend.New(recommend.Config{
		Embedder: e, Log: memory, Views: oneView{view}, Ranker: ranker,
		Seed: func() uint32 { seed++; return seed }, Logger: slog.New(slog.DiscardHandler),
	})
	for i, x := range s.all {
		user := fmt.Sprint("shopper", i)
		for _, id := range x.history {
			if _, err := memory.Append(ctx, user, interaction.Interaction{Type: interaction.Click, ProductID: id}); err != nil {
				return f, err
			}
		}
		card, err := service.Recommend(ctx, user, depth, 0)
		if err != nil {
			return f, err
		}
		if err := f.add(view, card.Products, x.next); err != nil {
			return f, err
		}
	}
	return f, nil
}

// add scores one card.
func (f *cardFigures) add(v *recommend.View, products []recommend.Recommendation, next catalog.ID) error {
	var hit3, hit10, ndcg float64
	for i, p := range products {
		if p.ID != next {
			continue
		}
		hit10, ndcg = 1, 1/math.Log2(float64(i)+2)
		if i < card {
			hit3 = 1
		}
	}
	diverse, err := diversity(v, products[:min(card, len(products))])
	f.hit3, f.hit10, f.ndcg10, f.diversity = append(f.hit3, hit3), append(f.hit10, hit10), append(f.ndcg10, ndcg), append(f.diversity, diverse)
	return err
}

// diversity returns the mean of 1 - cosine over all pairs of products.
func diversity(v *recommend.View, products []recommend.Recommendation) (float64, error) {
	var vectors [][]float32
	for _, p := range products {
		row, _ := v.Cards.Row(p.ID)
		vec, err := v.Index.Vector(row)
		if err != nil {
			return 0, err
		}
		vectors = append(vectors, vec)
	}
	sum, pairs := 0.0, 0
	for i := range vectors {
		for j := range i {
			sum += float64(vector.SquaredL2(vectors[i], vectors[j])) / 2
			pairs++
		}
	}
	return sum / float64(cmp.Or(pairs, 1)), nil
}

// withInterval formats the mean with its interval in four decimals.
func withInterval(values []float64) string {
	i := metric.Bootstrap(values)
	return fmt.Sprintf("%s [%s, %s]", four(mean(values)), four(i.Low), four(i.High))
}

// signed is withInterval for a difference.
func signed(values []float64) string {
	if mean(values) < 0 {
		return withInterval(values)
	}
	return "+" + withInterval(values)
}

// four formats a figure with four decimals, without a leading zero.
func four(x float64) string { return strings.Replace(fmt.Sprintf("%.4f", x), "0.", ".", 1) }
