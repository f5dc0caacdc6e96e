package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// A variable is one environment variable, as gcloud prints it.
type variable struct {
	Name, Value string
	ValueFrom   json.RawMessage
}

// Stand-in for the value of a variable that refers to a secret: its name in parentheses.
const (
	secretPrefix = "(from the secret "
	secretSuffix = ")"
)

func isSecret(value string) bool { return strings.HasPrefix(value, secretPrefix) }

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
				found[v.Name] = secretPrefix + v.secretName() + secretSuffix
			}
		}
	}
	return found
}

// secretName returns the name of the secret that a variable refers to, or "".
func (v variable) secretName() string {
	var from struct{ SecretKeyRef struct{ Name string } }
	if json.Unmarshal(v.ValueFrom, &from) != nil {
		return ""
	}
	return from.SecretKeyRef.Name
}

// TokenSecret returns the name of the secret with the token of the search engine that a target uses now, or "".
func TokenSecret(current map[string]map[string]string) string {
	for _, target := range slices.Sorted(maps.Keys(current)) {
		if value := current[target][tokenSetting]; isSecret(value) {
			return strings.TrimSuffix(strings.TrimPrefix(value, secretPrefix), secretSuffix)
		}
	}
	return ""
}
