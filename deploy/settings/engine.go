package settings

import (
	"fmt"
	"slices"
	"strconv"

	"shopfyp.dev/functions"
	"shopfyp.dev/shared/engine"
)

// The settings of the search engine that a deployment treats specially.
const (
	indexSetting = "INDEX"        // its address
	tokenSetting = "MILVUS_TOKEN" // always from a secret
)

// usesEngine reports whether a target searches or writes the search engine.
func usesEngine(target string) bool {
	return target == Builder || slices.ContainsFunc(functions.Table(), func(f functions.Function) bool { return f.Name == target && f.Engine })
}

// checkValue returns an error for an invalid address of the search engine, or an invalid value that goes with it. Other values
// are checked by the programs when they start.
func checkValue(name, value string) error {
	switch name {
	case indexSetting:
		if _, err := engine.ParseAddress(value); err != nil {
			return fmt.Errorf("%s is not an address of the form milvus://HOST:PORT/COLLECTION: %w", name, err)
		}
	case "MILVUS_TLS":
		if _, err := strconv.ParseBool(value); err != nil {
			return fmt.Errorf("%s is not true or false", name)
		}
	}
	return nil
}

// Engine returns the targets that use the search engine after the deployment.
func (p Plan) Engine() []string {
	return slices.DeleteFunc(slices.Clone(p.targets), func(target string) bool {
		return !slices.ContainsFunc(p.differences[target], func(d Difference) bool { return d.Name == indexSetting && d.Kind != Removed })
	})
}
