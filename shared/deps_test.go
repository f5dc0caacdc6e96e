// Package shared_test checks the import rules and the vocabulary of the whole repository.
package shared_test

import (
	"maps"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const module = "shopfyp.dev"

// rules lists the packages of this module that each package may import. Tests are exempt. A pattern that
// ends in "/..." covers all packages below it that have no rule of their own; "..." covers all packages.
// Every package needs a rule.
var rules = map[string][]string{
	".":      {"functions"}, // the package that the Go buildpack builds
	"shared": {},            // contains only tests

	// The product, without HTTP. Packages without imports define basic types or are independent tools.
	"shared/catalog":                     {},
	"shared/catalog/catalogtest":         {"shared/catalog"},
	"shared/change":                      {"shared/catalog"},
	"shared/change/changetest":           {"shared/catalog", "shared/change"},
	"shared/interaction":                 {"shared/invalid", "shared/catalog", "shared/query"},
	"shared/interaction/interactiontest": {"shared/invalid", "shared/catalog", "shared/interaction", "shared/query"},
	"shared/post":                        {"shared/catalog", "shared/invalid"},
	"shared/post/posttest":               {"shared/invalid", "shared/post"},
	"shared/invalid":                     {},
	"shared/rule":                        {"shared/fresh", "shared/invalid", "shared/catalog", "shared/query", "shared/suggest"},
	"shared/rule/ruletest":               {"shared/invalid", "shared/catalog", "shared/rule"},
	"shared/basket":                      {"shared/invalid", "shared/catalog", "shared/metrics"},
	"shared/basket/baskettest":           {"shared/basket", "shared/catalog", "shared/metrics"},
	"shared/order":                       {"shared/basket", "shared/invalid", "shared/catalog", "shared/interaction", "shared/metrics"},
	"shared/datatest":                    {}, // finds the data folder for tests
	"shared/account":                     {},
	"shared/staff":                       {"shared/invalid"},
	"shared/staff/stafftest":             {"shared/invalid", "shared/staff"},
	"shared/cloudlog":                    {},
	"shared/process":                     {},
	"shared/progress":                    {},
	"shared/telemetry/...":               {},
	"shared/telemetry":                   {},
	"shared/embed":                       {},
	"shared/embed/embedtest":             {"shared/embed"},
	"shared/embed/internal/...":          {"shared/datatest"},
	"shared/embed/wordpiece":             {},
	"shared/embed/onnx":                  {"shared/embed", "shared/embed/wordpiece", "shared/mapped"},
	"shared/embed/onnx/...":              {"shared/embed/onnx"}, // a program that "make setup" runs
	"shared/feed":                        {},
	"shared/feed/feedtest":               {"shared/feed"},
	"shared/fold":                        {},
	"shared/fresh":                       {},
	"shared/lexical":                     {"shared/catalog", "shared/fold", "shared/mapped", "shared/wordset"},
	"shared/spelling":                    {"shared/fold", "shared/mapped", "shared/wordset"},
	"shared/suggest":                     {"shared/fold", "shared/mapped"},
	"shared/querytext":                   {"shared/snapshot", "shared/suggest"},
	"shared/related":                     {"shared/mapped"},
	"shared/query":                       {"shared/catalog", "shared/wordset"},
	"shared/wordset":                     {},
	"shared/vector":                      {},
	"shared/vector/vectortest":           {"shared/vector"},
	"shared/vector/faiss":                {"shared/vector"},
	"shared/mapped":                      {},
	"shared/snapshot":                    {"shared/mapped", "shared/vector"},
	"shared/snapshot/snapshottest":       {"shared/snapshot"},
	"shared/recommend":                   {"shared/invalid", "shared/catalog", "shared/embed", "shared/interaction", "shared/lexical", "shared/snapshot", "shared/related", "shared/rule", "shared/spelling", "shared/suggest", "shared/vector", "shared/query", "shared/wordset"},
	"shared/metrics":                     {"shared/catalog", "shared/invalid"},
	"shared/metrics/metricstest":         {"shared/catalog", "shared/metrics"},
	"shared/experiment":                  {"shared/experiment/stats", "shared/fresh", "shared/invalid", "shared/metrics", "shared/recommend"},
	"shared/experiment/experimenttest":   {"shared/experiment", "shared/recommend"},
	"shared/experiment/stats":            {},
	"shared/delta":                       {"shared/catalog", "shared/change", "shared/snapshot"},
	"shared/overlay":                     {"shared/catalog", "shared/change", "shared/delta", "shared/lexical", "shared/recommend", "shared/related", "shared/snapshot", "shared/spelling", "shared/suggest", "shared/vector"},
	"shared/engine":                      {"shared/catalog", "shared/lexical", "shared/query", "shared/recommend", "shared/related", "shared/snapshot", "shared/vector"},
	"shared/engine/enginetest":           {"shared/catalog", "shared/embed", "shared/engine", "shared/lexical", "shared/query", "shared/recommend", "shared/snapshot", "shared/vector"},
	"shared/engine/milvus":               {"shared/catalog", "shared/engine", "shared/recommend", "shared/snapshot"}, // the only package with the client of Milvus
	"shared/engine/milvustest":           {"shared/process"},
	"shared/engine/apply":                {"shared/catalog", "shared/change", "shared/engine"},
	"index-builder/cooccurrence":         {"shared/interaction", "shared/recommend", "shared/related"},
	"index-builder/refine":               {"shared/catalog", "shared/interaction", "shared/suggest", "shared/vector"},
	"shared/recommend/viewtest":          {"shared/catalog", "shared/embed", "shared/interaction", "shared/query", "shared/recommend", "shared/recommend/recommendtest", "shared/related", "shared/rule", "shared/rule/ruletest", "shared/snapshot", "shared/suggest", "shared/vector"},
	"shared/recommend/recommendtest":     {"shared/catalog", "shared/lexical", "shared/query", "shared/recommend", "shared/snapshot", "shared/spelling", "shared/suggest", "shared/vector"},

	// Adapters for Google's services. Each adapter imports only the packages that define the interfaces it implements.
	"shared/gcp/emulatortest":  {"shared/process"},
	"shared/gcp/firestoredb":   {"shared/account", "shared/basket", "shared/invalid", "shared/catalog", "shared/change", "shared/experiment", "shared/feed", "shared/interaction", "shared/metrics", "shared/post", "shared/query", "shared/recommend", "shared/rule", "shared/staff"},
	"shared/gcp/gcsbucket":     {"shared/snapshot"},
	"shared/gcp/gcsbucket/...": {}, // a fake Cloud Storage for tests
	"shared/gcp/apptoken":      {},
	"shared/gcp/authusers":     {"shared/staff"},
	"shared/gcp/idtoken":       {"shared/staff"},
	"shared/gcp/servicetoken":  {},
	"shared/gcp/idtoken/...":   {}, // tokens for tests

	// The HTTP and event functions. Only wire imports the implementations of the ports.
	"functions":                     {"shared/invalid", "functions/internal/...", "shared/telemetry", "shared/account", "shared/basket", "shared/order", "shared/catalog", "shared/change", "shared/experiment", "shared/experiment/stats", "shared/feed", "shared/interaction", "shared/metrics", "shared/post", "shared/querytext", "shared/recommend", "shared/rule", "shared/snapshot", "shared/staff", "shared/query"},
	"functions/internal/api":        {"shared/invalid", "functions/internal/panics", "functions/internal/requestlog", "shared/telemetry", "shared/catalog", "shared/experiment", "shared/interaction", "shared/post", "shared/recommend", "shared/snapshot", "shared/staff", "shared/query"},
	"functions/internal/event":      {"functions/internal/panics", "functions/internal/requestlog", "shared/telemetry"},
	"functions/internal/lazy":       {},
	"functions/internal/panics":     {},
	"functions/internal/requestlog": {"shared/cloudlog"},
	"functions/internal/wire":       {"functions/internal/...", "shared/telemetry", "shared/..."},

	// The job that builds snapshots. Only main imports the implementations; the pipeline imports the ports.
	"index-builder":                  {"..."},
	"index-builder/english":          {},
	"index-builder/input":            {"shared/catalog", "shared/snapshot"},
	"index-builder/load":             {"index-builder/build", "index-builder/input", "shared/catalog", "shared/change", "shared/embed", "shared/engine", "shared/engine/apply", "shared/lexical", "shared/recommend", "shared/snapshot"},
	"index-builder/build":            {"index-builder/input", "shared/catalog", "shared/change", "shared/delta", "shared/embed", "shared/lexical", "shared/mapped", "shared/recommend", "index-builder/cooccurrence", "index-builder/refine", "shared/interaction", "shared/snapshot", "shared/querytext", "shared/related", "shared/spelling", "shared/suggest", "shared/vector", "shared/query"},
	"index-builder/build/faissindex": {"shared/snapshot", "shared/vector", "shared/vector/faiss"},

	// Deployment: the tests of the scripts, and the Go code that the scripts call.
	"deploy":          {},
	"deploy/cost":     {"functions"},
	"deploy/settings": {"functions", "shared/engine"},
	"deploy/tool":     {"deploy/cost", "deploy/settings", "deploy/upload", "functions"},
	"deploy/upload":   {},

	// Programs that people run, and the end-to-end tests.
	"tools/...": {"..."},
	"e2e":       {"..."},
}

func TestImports(t *testing.T) {
	for pkg, imports := range packages(t) {
		rule, ok := ruleOf(pkg)
		if !ok {
			t.Errorf("package %s has no rule", pkg)
			continue
		}
		for _, imported := range imports {
			if !slices.ContainsFunc(rules[rule], func(may string) bool { return covers(may, imported) }) {
				t.Errorf("%s imports %s, which its rule forbids", pkg, imported)
			}
		}
	}
}

func TestEveryRuleIsNeeded(t *testing.T) {
	used := make(map[string]bool)
	for pkg := range packages(t) {
		rule, _ := ruleOf(pkg)
		used[rule] = true
	}
	for rule := range rules {
		if !used[rule] {
			t.Errorf("rule %q matches no package", rule)
		}
	}
}

// packages returns the imports of each package in the module. Paths are relative to the module.
func packages(t *testing.T) map[string][]string {
	t.Helper()
	list := exec.CommandContext(t.Context(), "go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...")
	list.Dir = ".."
	out, err := list.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	found := make(map[string][]string)
	for line := range strings.Lines(string(out)) {
		names := strings.Fields(line)
		pkg, ok := within(names[0])
		if !ok {
			t.Fatalf("package %s is not in module %s", names[0], module)
		}
		found[pkg] = nil
		for _, name := range names[1:] {
			if imported, ok := within(name); ok {
				found[pkg] = append(found[pkg], imported)
			}
		}
	}
	return found
}

// within returns the package path relative to the module. It returns false if the package is outside the module.
func within(name string) (string, bool) {
	if name == module {
		return ".", true
	}
	return strings.CutPrefix(name, module+"/")
}

// ruleOf returns the key in rules for a package: its own path, or the nearest "/..." pattern above it.
func ruleOf(pkg string) (string, bool) {
	if _, ok := rules[pkg]; ok {
		return pkg, true
	}
	for dir := path.Dir(pkg); dir != "."; dir = path.Dir(dir) {
		if _, ok := rules[dir+"/..."]; ok {
			return dir + "/...", true
		}
	}
	return "", false
}

// covers reports whether the pattern matches pkg.
func covers(pattern, pkg string) bool {
	dir, isTree := strings.CutSuffix(pattern, "...")
	return isTree && strings.HasPrefix(pkg, dir) || pattern == pkg
}

func TestAllowedImportsHaveRules(t *testing.T) {
	for _, pkg := range slices.Sorted(maps.Keys(rules)) {
		for _, may := range rules[pkg] {
			if _, ok := ruleOf(may); !ok && !strings.HasSuffix(may, "...") {
				t.Errorf("%s may import %s, which has no rule", pkg, may)
			}
		}
	}
}
