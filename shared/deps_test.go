// Package shared_test holds the rules of who may import whom.
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

// rules says of each package which packages of ours it may import, tests aside. A line ending in
// "/..." stands for all packages below, where none of its own is listed; "..." stands for all.
// What is not listed may not exist.
var rules = map[string][]string{
	".":      {"functions"}, // the Go buildpack's package
	"shared": {},            // only this test

	// The product, without HTTP. What is nothing of ours to import is vocabulary or a tool of its own.
	"shared/catalog":                     {},
	"shared/catalog/catalogtest":         {"shared/catalog"},
	"shared/interaction":                 {"shared/invalid", "shared/catalog", "shared/query"},
	"shared/interaction/interactiontest": {"shared/invalid", "shared/catalog", "shared/interaction", "shared/query"},
	"shared/invalid":                     {},
	"shared/account":                     {},
	"shared/cloudlog":                    {},
	"shared/process":                     {},
	"shared/progress":                    {},
	"shared/telemetry/...":               {},
	"shared/telemetry":                   {},
	"shared/embed":                       {},
	"shared/embed/embedtest":             {"shared/embed"},
	"shared/embed/internal/...":          {},
	"shared/embed/wordpiece":             {},
	"shared/embed/onnx":                  {"shared/embed", "shared/embed/wordpiece"},
	"shared/embed/onnx/...":              {"shared/embed/onnx"}, // programs of set-up
	"shared/lexical":                     {"shared/mapped"},
	"shared/related":                     {"shared/mapped"},
	"shared/query":                       {"shared/catalog"},
	"shared/vector":                      {},
	"shared/vector/vectortest":           {"shared/vector"},
	"shared/vector/faiss":                {"shared/vector"},
	"shared/mapped":                      {},
	"shared/snapshot":                    {"shared/mapped"},
	"shared/snapshot/snapshottest":       {"shared/snapshot"},
	"shared/recommend":                   {"shared/invalid", "shared/catalog", "shared/embed", "shared/interaction", "shared/lexical", "shared/snapshot", "shared/related", "shared/vector", "shared/query"},
	"index-builder/cooccurrence":         {"shared/interaction", "shared/recommend", "shared/related"},
	"shared/recommend/recommendtest":     {"shared/catalog", "shared/lexical", "shared/recommend", "shared/snapshot", "shared/vector"},

	// Google's services, each behind the ports that it implements.
	"shared/gcp/emulatortest":  {},
	"shared/gcp/firestoredb":   {"shared/invalid", "shared/catalog", "shared/interaction", "shared/query"},
	"shared/gcp/gcsbucket":     {"shared/snapshot"},
	"shared/gcp/gcsbucket/...": {}, // a Cloud Storage for tests
	"shared/gcp/apptoken":      {},
	"shared/gcp/authusers":     {},
	"shared/gcp/idtoken":       {},
	"shared/gcp/idtoken/...":   {}, // tokens for tests

	// The edge. Only wire knows what stands behind the ports.
	"functions":                     {"shared/invalid", "functions/internal/...", "shared/telemetry", "shared/account", "shared/catalog", "shared/interaction", "shared/recommend", "shared/snapshot", "shared/query"},
	"functions/internal/api":        {"shared/invalid", "functions/internal/panics", "functions/internal/requestlog", "shared/telemetry", "shared/catalog", "shared/interaction", "shared/recommend", "shared/snapshot", "shared/query"},
	"functions/internal/event":      {"functions/internal/panics", "functions/internal/requestlog", "shared/telemetry"},
	"functions/internal/lazy":       {},
	"functions/internal/panics":     {},
	"functions/internal/requestlog": {"shared/cloudlog"},
	"functions/internal/wire":       {"functions/internal/...", "shared/telemetry", "shared/..."},

	// The job: main puts together, the pipeline knows only the ports.
	"index-builder":                  {"..."},
	"index-builder/build":            {"shared/catalog", "shared/embed", "shared/lexical", "shared/recommend", "index-builder/cooccurrence", "shared/snapshot", "shared/related", "shared/vector", "shared/query"},
	"index-builder/build/faissindex": {"shared/snapshot", "shared/vector", "shared/vector/faiss"},

	// Programs for people, and the tests of everything together.
	// Deployment: the scripts' tests, and what the scripts ask.
	"deploy":        {},
	"deploy/cost":   {"functions"},
	"deploy/tool":   {"deploy/cost", "deploy/upload", "functions"},
	"deploy/upload": {},

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
			t.Errorf("rule %q is for no package", rule)
		}
	}
}

// packages returns the packages of the module and what of the module they import, all by their path in it.
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
			t.Fatalf("package %s lies outside module %s", names[0], module)
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

// within returns the path of a package in the module.
func within(name string) (string, bool) {
	if name == module {
		return ".", true
	}
	return strings.CutPrefix(name, module+"/")
}

// ruleOf returns the rule of a package: its own, else that of the nearest "/..." above.
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

// covers reports whether pkg is one that the pattern stands for.
func covers(pattern, pkg string) bool {
	dir, isTree := strings.CutSuffix(pattern, "...")
	return isTree && strings.HasPrefix(pkg, dir) || pattern == pkg
}

func TestRulesNameEachOther(t *testing.T) {
	for _, pkg := range slices.Sorted(maps.Keys(rules)) {
		for _, may := range rules[pkg] {
			if _, ok := ruleOf(may); !ok && !strings.HasSuffix(may, "...") {
				t.Errorf("%s may import %s, of which there is no rule", pkg, may)
			}
		}
	}
}
