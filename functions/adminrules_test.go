package functions

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/rule/ruletest"
	"shopfyp.dev/shared/staff"
)

// ask sends a request as a user and returns the status and the body.
func ask(h *Host, function, user, method, path, body string) (int, string) {
	r := httptest.NewRequest(method, path, strings.NewReader(body))
	r.Header.Set("Authorization", "Bearer "+user)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	w := httptest.NewRecorder()
	h.HTTP(function).ServeHTTP(w, r)
	return w.Code, w.Body.String()
}

const blockLamp = `{"rule": {"kind": "block", "name": "%s", "enabled": true, "productId": "lamp-1"}}`

func TestEveryChangeOfARuleIsRecorded(t *testing.T) {
	w, log, store := newWorld(t), new(staff.Memory), new(rule.Memory)
	w.ports.Staff, w.ports.Rules = log, store
	h := w.host(t, io.Discard)
	const path = "/api/admin/rules/r1"
	for _, c := range []struct {
		user, method, body string
		status             int
	}{
		{"ann", "PUT", fmt.Sprintf(blockLamp, "no"), 403}, {"viewer", "PUT", fmt.Sprintf(blockLamp, "no"), 403}, {"viewer", "DELETE", "", 403},
		{"editor", "PUT", `{"rule": {"kind": "block", "name": "x", "enabled": true}}`, 400},
		{"editor", "DELETE", "", 200}, // of nothing
		{"editor", "PUT", fmt.Sprintf(blockLamp, "first"), 200}, {"owner", "PUT", fmt.Sprintf(blockLamp, "second"), 200}, {"editor", "DELETE", "", 200},
	} {
		if got, body := ask(h, "console", c.user, c.method, path, c.body); got != c.status {
			t.Errorf("%s by %s = %d %s, want %d", c.method, c.user, got, body, c.status)
		}
	}
	changes, err := log.Newest(t.Context(), 10, time.Time{})
	if err != nil || len(changes) != 3 {
		t.Fatalf("recorded %+v, %v, want three changes", changes, err)
	}
	for i, want := range []struct{ email, before, after string }{ // newest first
		{"editor@shop.example", "second", ""}, {"owner@shop.example", "first", "second"}, {"editor@shop.example", "", "first"},
	} {
		c := changes[i]
		if c.Email != want.email || c.Kind != staff.Rule || c.Target != "r1" || nameIn(t, c.Before) != want.before || nameIn(t, c.After) != want.after || c.Failed {
			t.Errorf("change %d = %+v, want one by %s from %q to %q", i, c, want.email, want.before, want.after)
		}
	}
}

// nameIn returns the name of a rule in JSON, or "".
func nameIn(t *testing.T, data json.RawMessage) string {
	t.Helper()
	var r rule.Rule
	if data != nil && json.Unmarshal(data, &r) != nil {
		t.Fatalf("%s is not a rule", data)
	}
	return r.Name
}

// A racing is a store in which somebody else changes each rule before an update, for some time.
type racing struct {
	rule.Memory
	races int
}

func (s *racing) Update(ctx context.Context, id string, change func(*rule.Rule) (*rule.Rule, error)) error {
	if s.races > 0 {
		s.races--
		other := ruletest.Block(id, "shoe-1")
		other.Name = fmt.Sprint("other ", s.races)
		if err := s.Memory.Update(ctx, id, func(*rule.Rule) (*rule.Rule, error) { return &other, nil }); err != nil {
			return err
		}
	}
	return s.Memory.Update(ctx, id, change)
}

func TestTheRecordHasTheStateBeforeAlsoInARace(t *testing.T) {
	for races, succeeds := range map[int]bool{1: true, 2: true, 3: false} {
		log, store := new(staff.Memory), &racing{races: races}
		e := ruleEditor{store, log, time.Now}
		r := ruletest.Block("r1", "lamp-1")
		err := e.change(t.Context(), "r1", &r)
		if (err == nil) != succeeds || err != nil && !errors.Is(err, errReplaced) {
			t.Errorf("with %d races: %v, success %t", races, err, succeeds)
		}
		changes, _ := log.Newest(t.Context(), 10, time.Time{})
		done := 0
		for _, c := range changes {
			if !c.Failed {
				done++
				if got := nameIn(t, c.Before); got != "other 0" {
					t.Errorf("with %d races, the record says that the rule was %q before", races, got)
				}
			}
		}
		if (done == 1) != succeeds {
			t.Errorf("with %d races, %d changes are recorded as done", races, done)
		}
	}
}

func TestARuleReachesEveryInstance(t *testing.T) {
	client := emulatortest.Client(t, emulatortest.Project())
	hosts := make([]*Host, 3)
	for i := range hosts {
		w := newWorld(t)
		w.ports.Rules = firestoredb.NewRules(client)
		hosts[i] = w.host(t, io.Discard) // with the default interval
	}
	shows := func(h *Host) bool {
		status, body := ask(h, "search", "ann", "POST", "/api/search", `{"query": "desk lamp"}`)
		if status != 200 {
			t.Fatalf("search = %d %s", status, body)
		}
		return strings.Contains(body, `"lamp-1"`)
	}
	for i, h := range hosts {
		if !shows(h) {
			t.Fatalf("instance %d shows no lamp before the rule", i)
		}
	}
	if status, body := ask(hosts[0], "console", "editor", "PUT", "/api/admin/rules/r1", fmt.Sprintf(blockLamp, "recalled")); status != 200 {
		t.Fatalf("PUT = %d %s", status, body)
	}
	start := time.Now()
	for i, h := range hosts {
		for shows(h) {
			if time.Since(start) > 30*time.Second { // the limit of five seconds is tested with a fake clock
				t.Fatalf("instance %d shows the blocked lamp", i)
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
	t.Logf("the rule reached %d instances in %v", len(hosts), time.Since(start))
}
