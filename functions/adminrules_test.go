package functions

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/rule"
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
