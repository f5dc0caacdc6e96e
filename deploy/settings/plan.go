// Package settings plans the environment variables of a deployment. A plan changes the settings that the
// operator names, keeps all others, and shows the difference. It calls no service: deploy.sh reads the
// current settings and passes the plan to gcloud.
package settings

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// The kinds of a Difference.
const (
	Added   = "added"
	Changed = "changed"
	Removed = "removed"
	Kept    = "kept"
)

// A Difference is the effect of a deployment on one variable of one target.
type Difference struct {
	Kind, Name string
	Old, New   string
}

// A Plan holds the differences of each target.
type Plan struct {
	targets     []string
	differences map[string][]Difference
}

// NewPlan compares the current variables of each target with fixed, which every target gets, and with changes.
func NewPlan(targets []string, current map[string]map[string]string, fixed map[string]string, changes Changes) (Plan, error) {
	p := Plan{targets: targets, differences: make(map[string][]Difference)}
	if err := checkUnset(changes.Unset, current); err != nil {
		return Plan{}, err
	}
	for _, target := range targets {
		want := maps.Clone(current[target])
		if want == nil {
			want = make(map[string]string)
		}
		for name, value := range changes.Set {
			if reads(target, name) {
				want[name] = value
			}
		}
		for _, name := range changes.Unset {
			delete(want, name)
		}
		if want[indexSetting] == "" && isSecret(want[tokenSetting]) {
			delete(want, tokenSetting)
		}
		maps.Copy(want, fixed)
		p.differences[target] = compare(current[target], want)
	}
	return p, nil
}

// checkUnset returns an error for a variable that is neither a setting nor set anywhere. It is probably a typo.
func checkUnset(names []string, current map[string]map[string]string) error {
	var errs []error
	for _, name := range names {
		isSet := func(env map[string]string) bool { _, ok := env[name]; return ok }
		if err := checkReserved(name); err != nil {
			errs = append(errs, err)
		} else if err := checkKnown(name); err != nil && !slices.ContainsFunc(slices.Collect(maps.Values(current)), isSet) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}

// compare returns the differences, ordered by name. It skips variables of the platform.
func compare(current, want map[string]string) (differences []Difference) {
	all := maps.Clone(want)
	maps.Copy(all, current)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		before, had := current[name]
		after, has := want[name]
		kind := Kept
		switch {
		case slices.Contains(platform, name):
			continue
		case !had:
			kind = Added
		case !has:
			kind = Removed
		case before != after:
			kind = Changed
		}
		differences = append(differences, Difference{kind, name, before, after})
	}
	return differences
}

// Changed returns the targets whose settings the deployment changes.
func (p Plan) Changed() []string {
	return slices.DeleteFunc(slices.Clone(p.targets), func(target string) bool {
		return !slices.ContainsFunc(p.differences[target], func(d Difference) bool { return d.Kind != Kept })
	})
}

// WriteFlags writes TARGET.json for each target into dir, for gcloud's --flags-file. A file names only the
// variables that change, so that gcloud keeps the others. Only the owner may read it: values may be secret.
func (p Plan) WriteFlags(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	for _, target := range p.targets {
		text, err := json.Marshal(flags(p.differences[target]))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, target+".json"), text, 0o600); err != nil {
			return fmt.Errorf("settings of %s: %w", target, err)
		}
	}
	return nil
}

// flags returns gcloud's flags for the differences.
func flags(differences []Difference) map[string]any {
	update, remove, removeSecrets := make(map[string]string), []string{}, []string{}
	for _, d := range differences {
		switch {
		case d.Kind == Added || d.Kind == Changed:
			update[d.Name] = d.New
		case d.Kind == Removed && isSecret(d.Old):
			removeSecrets = append(removeSecrets, d.Name)
		case d.Kind == Removed:
			remove = append(remove, d.Name)
		}
	}
	found := make(map[string]any)
	if len(update) > 0 {
		found["--update-env-vars"] = update
	}
	if len(remove) > 0 {
		found["--remove-env-vars"] = remove
	}
	if len(removeSecrets) > 0 {
		found["--remove-secrets"] = removeSecrets
	}
	return found
}
