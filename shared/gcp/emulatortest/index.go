package emulatortest

import (
	"context"
	"fmt"
	"net/http"
	"strings"
)

// An Index is a composite index in the format of firestore.indexes.json.
type Index struct {
	CollectionGroup string  `json:"collectionGroup"`
	QueryScope      string  `json:"queryScope"`
	Fields          []Field `json:"fields"`
}

// A Field is one field of a composite index.
type Field struct {
	Path        string `json:"fieldPath"`
	Order       string `json:"order,omitempty"`
	ArrayConfig string `json:"arrayConfig,omitempty"`
}

// IndexUsage returns the composite indexes that the project's queries so far need
// in production. A query without its index fails in production, but not in the
// emulator. IndexUsage omits the document name, the last field of every index.
func (c Control) IndexUsage(ctx context.Context, project string) ([]Index, error) {
	var usage struct {
		Reports []struct {
			Index struct {
				Name       string
				QueryScope string
				Fields     []Field
			}
		}
	}
	path := "/emulator/v1/projects/" + project + ":indexUsage?database=" + database(project)
	if err := c.call(ctx, http.MethodGet, path, nil, &usage); err != nil {
		return nil, err
	}
	var used []Index
	for _, r := range usage.Reports {
		_, rest, found := strings.Cut(r.Index.Name, "/collectionGroups/")
		if !found {
			return nil, fmt.Errorf("emulator: index %q names no collection", r.Index.Name)
		}
		group, _, _ := strings.Cut(rest, "/")
		used = append(used, Index{CollectionGroup: group, QueryScope: r.Index.QueryScope, Fields: withoutName(r.Index.Fields)})
	}
	return used, nil
}

func withoutName(fields []Field) []Field {
	if last := len(fields) - 1; last >= 0 && fields[last].Path == "__name__" {
		return fields[:last]
	}
	return fields
}
