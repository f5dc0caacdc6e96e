package firestoredb

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/rule/ruletest"
	"shopfyp.dev/shared/staff"
)

// by returns a context of a member of the staff.
func by(t *testing.T, name string) context.Context {
	return staff.NewContext(t.Context(), staff.User{ID: name, Email: name + "@shop.example", Role: staff.Editor})
}

func changesOf(t *testing.T, l *StaffChanges) []staff.Change {
	t.Helper()
	all, err := l.Newest(t.Context(), staff.MaxChanges, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// nameOf returns the name in a state, "" for no state.
func nameOf(t *testing.T, state json.RawMessage) string {
	t.Helper()
	var v struct{ Name string }
	if state != nil && json.Unmarshal(state, &v) != nil {
		t.Fatalf("state %s", state)
	}
	return v.Name
}

var errRefused = errors.New("refused")

// A recordedStore changes something of one kind.
type recordedStore struct {
	// set stores a value with a name, or refuses to.
	set func(ctx context.Context, name string, refuse error) error
	// has is the name in a record's state.
	has func(t *testing.T, state json.RawMessage) string
}

// stores returns the stores that record what they change.
func stores(t *testing.T) (map[staff.Kind]recordedStore, *StaffChanges) {
	client := open(t)
	rules, experiments, products := NewRules(client), NewExperiments(client), NewProducts(client)
	if _, err := products.Put(t.Context(), []catalog.Product{{ID: "x", Title: "X", Price: catalog.Money{Amount: 1, Currency: "EUR"}}}); err != nil {
		t.Fatal(err)
	}
	price := func(t *testing.T, state json.RawMessage) string {
		t.Helper()
		var e catalog.Edit
		if err := json.Unmarshal(state, &e); err != nil || e.Price == nil {
			t.Fatalf("state %s: %v", state, err)
		}
		if e.Price.Amount == 1 {
			return ""
		}
		return fmt.Sprint(e.Price.Amount)
	}
	return map[staff.Kind]recordedStore{
		staff.Rule: {has: nameOf, set: func(ctx context.Context, name string, refuse error) error {
			return rules.Update(ctx, "x", func(*rule.Rule) (*rule.Rule, error) {
				r := ruletest.Block("x", "p1")
				r.Name = name
				return &r, refuse
			})
		}},
		staff.Experiment: {has: nameOf, set: func(ctx context.Context, name string, refuse error) error {
			_, err := experiments.Update(ctx, "x", func(experiment.Experiment) (experiment.Experiment, error) {
				return experiment.Experiment{ID: "x", Name: name, State: experiment.Draft}, refuse
			})
			return err
		}},
		staff.Product: {has: price, set: func(ctx context.Context, name string, refuse error) error {
			_, err := products.Update(ctx, "x", func(p catalog.Product) (catalog.Product, error) {
				_, err := fmt.Sscan(name, &p.Price.Amount)
				return p, errors.Join(err, refuse)
			})
			return err
		}},
	}, NewStaffChanges(client)
}

func TestChangesOfTheStaffAreRecorded(t *testing.T) {
	all, log := stores(t)
	recorded := 0
	for kind, s := range all {
		for _, step := range []struct {
			ctx    context.Context
			name   string
			refuse error
		}{{by(t, "ann"), "20", nil}, {by(t, "ann"), "30", errRefused}, {t.Context(), "40", nil}, {by(t, "bob"), "50", nil}} {
			if err := s.set(step.ctx, step.name, step.refuse); !errors.Is(err, step.refuse) {
				t.Fatalf("%s %s: %v", kind, step.name, err)
			}
		}
		changes := changesOf(t, log)
		if recorded += 2; len(changes) != recorded { // not the refused one, nor that of a program
			t.Fatalf("%s: %d changes are recorded, want %d: %+v", kind, len(changes), recorded, changes)
		}
		for i, want := range []struct{ user, before, after string }{{"bob", "40", "50"}, {"ann", "", "20"}} {
			c := changes[i]
			if c.UserID != want.user || c.Email != want.user+"@shop.example" || c.Kind != kind || c.Target != "x" || c.Failed ||
				s.has(t, c.Before) != want.before || s.has(t, c.After) != want.after {
				t.Errorf("%s: change %+v (%s → %s), want %+v", kind, c, c.Before, c.After, want)
			}
		}
	}
}

// Each record has the state that its change replaced, also if several members of the staff change the same thing.
func TestRecordsOfConcurrentChangesAreAChain(t *testing.T) {
	all, log := stores(t)
	for kind, s := range all {
		const members = 4
		var changing sync.WaitGroup
		for i := range members {
			changing.Go(func() {
				if err := s.set(by(t, fmt.Sprint("u", i)), fmt.Sprint(100+i), nil); err != nil {
					t.Errorf("%s: %v", kind, err)
				}
			})
		}
		changing.Wait()
		next := make(map[string]string) // state after, by state before
		for _, c := range changesOf(t, log) {
			if c.Kind == kind {
				next[s.has(t, c.Before)] = s.has(t, c.After)
			}
		}
		state, steps := "", 0
		for after, ok := next[state]; ok; after, ok = next[state] {
			state, steps = after, steps+1
		}
		if steps != members {
			t.Errorf("%s: the records are %v, want a chain of %d changes", kind, next, members)
		}
	}
}

func TestADeletedRuleIsRecorded(t *testing.T) {
	client := open(t)
	rules, log := NewRules(client), NewStaffChanges(client)
	remove := func() {
		t.Helper()
		if err := rules.Update(by(t, "ann"), "a", func(*rule.Rule) (*rule.Rule, error) { return nil, nil }); err != nil {
			t.Fatal(err)
		}
	}
	remove() // of nothing
	ruletest.Put(t, rules, ruletest.Block("a", "p1"))
	remove()
	if c := changesOf(t, log); len(c) != 1 || c[0].Before == nil || c[0].After != nil {
		t.Errorf("changes = %+v, want one without a state after", c)
	}
}
