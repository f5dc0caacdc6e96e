package recommend_test

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"regexp"
	"strings"
	"testing"

	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/related"
)

// assigned gives every user the same assignment. It counts the calls.
type assigned struct {
	recommend.Assignment
	calls int
}

func (a *assigned) Assign(context.Context, string) recommend.Assignment {
	a.calls++
	return a.Assignment
}

// assign makes the shop's service use settings for all users.
func (s *shop) assign(out *strings.Builder, set recommend.Settings) *assigned {
	a := &assigned{Assignment: recommend.Assignment{Arms: map[string]string{"e": "a.00"}, Settings: set}}
	s.Service = recommend.New(recommend.Config{
		Embedder: s.embedder, Log: s.log, Views: s, Ranker: recommend.Interests, Experiments: a,
		Seed: func() uint32 { return 7 }, Logger: slog.New(slog.NewJSONHandler(out, nil)),
	})
	return a
}

func ptr[T any](v T) *T { return &v }

func TestSettingsChangeTheCardAndItsReplay(t *testing.T) {
	s := newMixedShop(t)
	s.view.Related = fixedRelated{map[int64][]related.Product{5: {{Row: 9, Weight: .4}}}, 0}
	s.record(t, interaction.Click, "p0")
	s.record(t, interaction.Click, "p5")
	var out strings.Builder
	s.assign(&out, recommend.Settings{})
	usual := asJSON(t, s.recommend(t, 5))
	for name, set := range map[string]recommend.Settings{
		"ranker":        {Ranker: recommend.Original},
		"co-occurrence": {CoOccurrence: ptr(2.)},
		"diversity":     {Diversity: ptr(1.)},
	} {
		out.Reset()
		s.assign(&out, set)
		card := asJSON(t, s.recommend(t, 5))
		if card == usual {
			t.Errorf("%s: the card is the usual one", name)
		}
		e, err := recommend.ReadCardEntry([]byte(out.String()))
		if err != nil {
			t.Fatal(err)
		}
		s.assign(&out, recommend.Settings{}) // a replay uses the logged settings
		again, err := s.Replay(t.Context(), e)
		if err != nil || asJSON(t, again) != card {
			t.Errorf("%s: Replay = %s, %v, want %s", name, asJSON(t, again), err, card)
		}
	}
}

// A shop whose experiments set nothing answers as one without experiments.
func TestWithoutSettingsNothingChanges(t *testing.T) {
	s := newMixedShop(t)
	plain := s.logging(recommend.Interests)
	s.record(t, interaction.Click, "p0")
	s.record(t, interaction.Click, "p5")
	plain.Reset()
	want, wantEntry := asJSON(t, s.recommend(t, 5)), cardOf(plain.String())
	var out strings.Builder
	s.assign(&out, recommend.Settings{})
	if got := asJSON(t, s.recommend(t, 5)); got != want {
		t.Errorf("card = %s, want %s", got, want)
	}
	if got := cardOf(out.String()); got != wantEntry || strings.Contains(got, "settings") {
		t.Errorf("log line = %s, want %s", got, wantEntry)
	}
}

// cardOf returns the CardEntry in a log line without its moment.
func cardOf(line string) string {
	_, card, _ := strings.Cut(line, `"card":{`)
	return regexp.MustCompile(`"at":"[^"]*"`).ReplaceAllString(card, "")
}

func TestShopperWithoutAnAccountIsInNoExperiment(t *testing.T) {
	s := newMixedShop(t)
	var out strings.Builder
	a := s.assign(&out, recommend.Settings{WordsWeight: ptr(0.)})
	res, err := s.Search(t.Context(), "", "speaker", 3)
	if err != nil || res.Origin.Experiments != nil || s.Arms(t.Context(), "") != nil || a.calls != 0 {
		t.Errorf("Search = arms %v, %v; %d assignments, want none", res.Origin.Experiments, err, a.calls)
	}
}

func TestSettingsValidate(t *testing.T) {
	for field, set := range map[string]recommend.Settings{
		"s.ranker":             {Ranker: "best"},
		"s.wordsWeight":        {WordsWeight: ptr(-.1)},
		"s.coOccurrenceWeight": {CoOccurrence: ptr(2.1)},
		"s.diversity":          {Diversity: ptr(math.NaN())},
	} {
		var invalidField *invalid.FieldError
		if err := set.Validate("s"); !errors.As(err, &invalidField) || invalidField.Field != field {
			t.Errorf("Validate = %v, want an error of %s", err, field)
		}
	}
	all := recommend.Settings{Ranker: recommend.Original, WordsWeight: ptr(0.), CoOccurrence: ptr(2.), Diversity: ptr(1.), Rules: ptr(false)}
	if err := all.Validate("s"); err != nil {
		t.Error(err)
	}
	if over := (recommend.Settings{}).Over(all); over.Shares(&all) != "ranker" || *over.Rules {
		t.Errorf("Over = %+v, want the base", over)
	}
}
