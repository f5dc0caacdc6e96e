package e2e

import (
	"fmt"
	"net/http"
	"testing"
)

// owner is the emulators' token that bypasses security rules.
const owner = "owner"

// A document is a Firestore document in the REST API's format.
type document struct {
	Name   string         `json:"name,omitempty"`
	Fields map[string]any `json:"fields"`
}

// text returns a string field.
func text(s string) map[string]any { return map[string]any{"stringValue": s} }

func (s *stack) documentsURL() string {
	return "http://" + s.Firestore + "/v1/" + s.database() + "/documents"
}

func (s *stack) database() string { return "projects/" + s.Project + "/databases/(default)" }

// put stores a document, as the owner.
func (s *stack) put(t *testing.T, path string, fields map[string]any) {
	t.Helper()
	s.write(t, http.MethodPatch, path, document{Fields: fields})
}

// delete deletes a document, as the owner.
func (s *stack) delete(t *testing.T, path string) {
	t.Helper()
	s.write(t, http.MethodDelete, path, nil)
}

// write sends a write, and sends it again while it is aborted, as Firestore's clients do: the transaction of a process that
// was killed keeps its lock on a document until it expires.
func (s *stack) write(t *testing.T, method, path string, in any) {
	t.Helper()
	eventually(t, method+" "+path+" succeeds", func() error {
		status, err := send(method, s.documentsURL()+"/"+path, owner, in, nil)
		if status != http.StatusOK && status != http.StatusConflict {
			t.Fatalf("%s %s: status %d, %v", method, path, status, err)
		}
		return err
	})
}

// awaitVector waits until an interaction's document has a vector and the name of its model.
func (s *stack) awaitVector(t *testing.T, userID, id string) {
	t.Helper()
	path := "users/" + userID + "/interactions/" + id
	eventually(t, path+" has a vector", func() error {
		var d document
		if status, err := send(http.MethodGet, s.documentsURL()+"/"+path, owner, nil, &d); status != http.StatusOK {
			return fmt.Errorf("status %d, %w", status, err)
		}
		for _, name := range []string{"vector", "model"} {
			if d.Fields[name] == nil {
				return fmt.Errorf("fields are %v", d.Fields)
			}
		}
		return nil
	})
}

// logDirectly writes a search without a vector to the shopper's log, bypassing the API.
func (me *shopper) logDirectly(t *testing.T, id, query string) {
	t.Helper()
	name := me.stack.database() + "/documents/users/" + me.ID + "/interactions/" + id
	write := map[string]any{
		"update":           document{Name: name, Fields: map[string]any{"type": text("search"), "query": text(query)}},
		"updateTransforms": []any{map[string]any{"fieldPath": "createdAt", "setToServerValue": "REQUEST_TIME"}},
		"currentDocument":  map[string]any{"exists": false},
	}
	status, err := send(http.MethodPost, me.stack.documentsURL()+":commit", owner, map[string]any{"writes": []any{write}}, nil)
	if status != http.StatusOK {
		t.Fatalf("write to Firestore: status %d, %v", status, err)
	}
}
