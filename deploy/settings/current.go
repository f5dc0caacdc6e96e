package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

// A variable is one environment variable, as gcloud prints it.
type variable struct {
	Name, Value string
	ValueFrom   json.RawMessage
}

// fromSecret stands in for the value of a variable that refers to a secret.
const fromSecret = "(from a secret)"

type container struct{ Env []variable }

// A resource is the part of a Cloud Run service or job that contains the environment variables.
type resource struct {
	Metadata struct{ Name string }
	Spec     struct {
		Template struct {
			Spec struct {
				Containers []container // of a service
				Template   struct {
					Spec struct{ Containers []container }
				} // of a job
			}
		}
	}
}

// ReadCurrent reads the lists that `gcloud run services list` and `gcloud run jobs list` print in JSON,
// one after the other. It returns each target's variables.
func ReadCurrent(r io.Reader) (map[string]map[string]string, error) {
	current := make(map[string]map[string]string)
	for dec := json.NewDecoder(r); ; {
		var list []resource
		if err := dec.Decode(&list); errors.Is(err, io.EOF) {
			return current, nil
		} else if err != nil {
			return nil, fmt.Errorf("current settings: %w", err)
		}
		for _, r := range list {
			current[r.Metadata.Name] = r.variables()
		}
	}
}

func (r resource) variables() map[string]string {
	found := make(map[string]string)
	spec := r.Spec.Template.Spec
	for _, c := range append(spec.Containers, spec.Template.Spec.Containers...) {
		for _, v := range c.Env {
			found[v.Name] = v.Value
			if len(v.ValueFrom) > 0 {
				found[v.Name] = fromSecret
			}
		}
	}
	return found
}
