package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/recommend"
)

// readLog returns the events in a log file.
func readLog(t *testing.T, name string) (all []loggedEvent) {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); {
		var e loggedEvent
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			t.Fatalf("line %s: %v", lines.Bytes(), err)
		}
		all = append(all, e)
	}
	return all
}

// countLog counts the items of the events by surface and by arm without the code of the shop: "card clicks" and
// "e/control.07 impressions".
func countLog(all []loggedEvent) map[string]int64 {
	names := map[metrics.Name]string{
		metrics.ViewItemList: "impressions", metrics.SelectItem: "clicks", metrics.DismissItem: "dismissals", metrics.ViewItem: "views",
		metrics.AddToCart: "baskets", metrics.BeginCheckout: "checkouts", metrics.Purchase: "purchases",
	}
	counts := make(map[string]int64)
	for _, e := range all {
		name := names[e.Event.Name]
		for _, item := range e.Event.Items {
			groups := []string{string(item.Surface)}
			for id, arm := range item.Arms {
				groups = append(groups, id+"/"+arm)
				if len(item.FirstIn) == 1 { // the test has one experiment
					counts[id+"/"+arm+" shoppers"]++
				}
			}
			for _, group := range groups {
				counts[group+" "+name]++
				if item.Repeat {
					counts[group+" repeats"]++
				}
			}
			if e.Event.Name == metrics.Purchase && item.Price > 0 {
				counts[string(item.Surface)+" revenue"] += item.Price
			}
		}
	}
	return counts
}

// counted returns the counters of the shop by the same names.
func (s *shop) counted(t *testing.T) map[string]int64 {
	t.Helper()
	tally, err := s.metrics.Read(t.Context(), time.Time{}, time.Now().Add(time.Hour), metrics.ByList, metrics.ByArm)
	if err != nil {
		t.Fatal(err)
	}
	counts := make(map[string]int64)
	for key, n := range tally {
		group := string(key.Surface)
		if key.Dimension == metrics.ByArm {
			group = key.Value
		}
		for name, count := range n {
			switch {
			case name == metrics.Units:
			case !strings.HasPrefix(string(name), string(metrics.Revenue)):
				counts[group+" "+string(name)] += count
			case key.Dimension == metrics.ByList:
				counts[group+" revenue"] += count
			}
		}
	}
	return counts
}

// The counters of the shop equal those of the event log, although some batches come twice and some late.
func TestCountersEqualTheLog(t *testing.T) {
	s, log := newShop(t), filepath.Join(t.TempDir(), "events.jsonl")
	start := experiment.Experiment{ID: "e", Name: "E", Ramp: 1, State: experiment.Running, Arms: []experiment.Arm{
		{ID: "control", Weight: 1}, {ID: "original", Weight: 1, Settings: recommend.Settings{Ranker: recommend.Original}},
	}}
	if _, err := s.experiments.Update(t.Context(), "e", func(experiment.Experiment) (experiment.Experiment, error) { return start, nil }); err != nil {
		t.Fatal(err)
	}
	err := run(t.Context(), []string{
		"-base", s.url, "-auth", s.auth, "-shoppers", "40", "-rate", "400", "-duration", "3s", "-duplicates", ".2", "-late", ".2", "-log", log,
	}, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.host.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	want, got := countLog(readLog(t, log)), s.counted(t)
	if !maps.Equal(got, want) {
		for name := range maps.Collect(maps.All(want)) {
			if got[name] != want[name] {
				t.Errorf("%s: the shop counts %d, the log has %d", name, got[name], want[name])
			}
		}
		t.Errorf("%d counters, want %d", len(got), len(want))
	}
	arms, shoppers := make(map[string]int64), int64(0)
	for name, n := range want {
		label, ok := strings.CutPrefix(name, "e/")
		if ok && strings.HasSuffix(name, " impressions") {
			arm, _, _ := strings.Cut(label, ".")
			arms[arm] += n
		}
		if ok && strings.HasSuffix(name, " shoppers") {
			shoppers += n
		}
	}
	if shoppers != 40 {
		t.Errorf("%d shoppers in the experiment, want 40", shoppers)
	}
	for _, name := range []string{"card impressions", "card repeats", "card dismissals", "search impressions", "similar impressions", "card clicks", "search clicks"} {
		if want[name] == 0 {
			t.Errorf("no %s", name)
		}
	}
	if arms["control"] == 0 || arms["original"] == 0 {
		t.Errorf("impressions by arm = %v, want both", arms)
	}
}

func TestRefusesAnotherMachine(t *testing.T) {
	for _, base := range []string{"https://shop.example", "http://10.0.0.1:5000", "shop"} {
		if err := run(t.Context(), []string{"-base", base, "-auth", "http://127.0.0.1:1"}, io.Discard); err == nil || strings.Contains(err.Error(), "connection") {
			t.Errorf("run(%s) = %v, want a refusal", base, err)
		}
	}
	if _, err := parse([]string{"-base", "https://shop.example", "-auth", "http://[::1]:1", "-remote"}, io.Discard); err != nil {
		t.Errorf("with -remote: %v", err)
	}
	if err := run(t.Context(), []string{"-state-dir", t.TempDir()}, io.Discard); err == nil || !strings.Contains(err.Error(), "make dev") {
		t.Errorf("without a shop: %v", err)
	}
}

// Shoppers click more on first positions and on what they like.
func TestClickModel(t *testing.T) {
	random, likes := rand.New(rand.NewPCG(1, 1)), preferences{"Shoes"}
	products := make([]recommend.Recommendation, 6)
	for i := range products {
		products[i].Card = catalog.Card{ID: catalog.ID(fmt.Sprint("p", i)), Category: []string{"Fashion", []string{"Shoes", "Hats"}[i%2]}}
	}
	clicks := make([]float64, len(products))
	const pages = 20_000
	for range pages {
		for _, i := range likes.clicked(random, products) {
			clicks[i]++
		}
	}
	for i := range products {
		attraction := []float64{attractsLiked, attractsOther}[i%2]
		if got, want := clicks[i]/pages, examination(i)*attraction; got < .9*want || got > 1.1*want {
			t.Errorf("position %d: click-through %.4f, want %.4f", i, got, want)
		}
	}
}
