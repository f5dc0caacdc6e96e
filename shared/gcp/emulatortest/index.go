package emulatortest

import (
	"context"
	"fmt"
	"net/http"
	"strings"
)

// An Index is a composite index, written as in firestore.indexes.json.
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

// IndexUsage returns the composite indexes that the project's queries so far
// would need in production, where a query without its index fails; the emulator
// itself never asks for one. The document name, which ends every index, is left out.
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
