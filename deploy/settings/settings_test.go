package settings

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func write(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "shop.env")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func TestReadFile(t *testing.T) {
	got, err := ReadFile(write(t, `
# comment
LOG_LEVEL=DEBUG   # why
LOG_FORMAT = text
`))
	if err == nil || !strings.Contains(err.Error(), "shop.env:4: want KEY=value") {
		t.Errorf("ReadFile of a name with a space = %v, want an error that names line 4", err)
	}
	got, err = ReadFile(write(t, "LOG_LEVEL=DEBUG # why\r\nSNAPSHOT_DIR='/a #b'  # c\nOTEL_SERVICE_NAME=\"say \\\"hi\\\" \\\\\"\nNATIVE_DIR=\nWORKERS=# none\n"))
	want := Changes{
		Set:   map[string]string{"LOG_LEVEL": "DEBUG", "SNAPSHOT_DIR": "/a #b", "OTEL_SERVICE_NAME": `say "hi" \`},
		Unset: []string{"NATIVE_DIR", "WORKERS"},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("ReadFile = %v, -want +got:\n%s", err, diff)
	}
}

func TestReadFileRefuses(t *testing.T) {
	tests := []struct{ line, want string }{
		{"LOG_LEVEL", "want KEY=value"},
		{"LOG_LEVL=INFO", "LOG_LEVL is not a setting"},
		{"BUCKET=mine", "BUCKET is reserved: deploy.sh sets it"},
		{"BUCKET=", "BUCKET is reserved: deploy.sh sets it"},
		{"K_SERVICE=x", "K_SERVICE is reserved: the platform sets it"},
		{"FIRESTORE_EMULATOR_HOST=x", "FIRESTORE_EMULATOR_HOST is reserved"},
		{"LOG_LEVEL='INFO", "LOG_LEVEL: the quote is not closed"},
		{`LOG_LEVEL="INFO" x`, "LOG_LEVEL: text after the closing quote"},
		{"CARD_RANKER=interests", "CARD_RANKER is given twice"},
		{"INDEX=elastic://h:1/c", `INDEX is not an address of the form milvus://HOST:PORT/COLLECTION: scheme "elastic" is not "milvus"`},
		{"MILVUS_TLS=maybe", "MILVUS_TLS is not true or false"},
		{"MILVUS_TOKEN=s3cret", "MILVUS_TOKEN is reserved: pass the token to deploy.sh in MILVUS_TOKEN_SECRET or MILVUS_TOKEN_FILE"},
	}
	for _, tt := range tests {
		_, err := ReadFile(write(t, "CARD_RANKER=original\n"+tt.line+"\n"))
		if err == nil || !strings.Contains(err.Error(), "shop.env:2: "+tt.want) {
			t.Errorf("ReadFile(%q) = %v, want an error at line 2 that contains %q", tt.line, err, tt.want)
		}
	}
}

const lists = `
[{"metadata": {"name": "search"}, "spec": {"template": {"spec": {"containers": [{"env": [
  {"name": "RATE_PER_USER", "value": "20"}, {"name": "OTEL_EXPORTER_OTLP_HEADERS", "valueFrom": {"secretKeyRef": {"name": "s"}}}, {"name": "OLD", "value": "1"}]}]}}}}]
[{"metadata": {"name": "index-builder"}, "spec": {"template": {"spec": {"template": {"spec": {"containers": [{"env": [{"name": "WORKERS", "value": "2"}]}]}}}}}}]`

func TestReadCurrent(t *testing.T) {
	got, err := ReadCurrent(strings.NewReader(lists))
	want := map[string]map[string]string{
		"search":        {"RATE_PER_USER": "20", "OTEL_EXPORTER_OTLP_HEADERS": "(from the secret s)", "OLD": "1"},
		"index-builder": {"WORKERS": "2"},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("ReadCurrent = %v, -want +got:\n%s", err, diff)
	}
}

func TestPlan(t *testing.T) {
	current, err := ReadCurrent(strings.NewReader(lists))
	if err != nil {
		t.Fatal(err)
	}
	changes := Changes{Set: map[string]string{"RATE_PER_USER": "30", "WORKERS": "2"}, Unset: []string{"OLD"}}
	p, err := NewPlan([]string{"search", Builder, "click"}, current, nil, changes)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]map[string]any{
		"search": {"--update-env-vars": map[string]string{"RATE_PER_USER": "30"}, "--remove-env-vars": []string{"OLD"}},
		Builder:  {},
		"click":  {"--update-env-vars": map[string]string{"RATE_PER_USER": "30"}},
	}
	for target, w := range want {
		if diff := cmp.Diff(w, flags(p.differences[target])); diff != "" {
			t.Errorf("flags of %s, -want +got:\n%s", target, diff)
		}
	}
	if got, want := p.Changed(), []string{"search", "click"}; !slices.Equal(got, want) {
		t.Errorf("Changed = %q, want %q", got, want)
	}
}

func TestPlanRefusesToUnsetUnknown(t *testing.T) {
	for _, name := range []string{"NOTHING", "BUCKET", "PORT"} {
		if _, err := NewPlan([]string{"search"}, nil, nil, Changes{Unset: []string{name}}); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("NewPlan that unsets %s = %v, want an error", name, err)
		}
	}
}

func TestSecretsAreHidden(t *testing.T) {
	for name, value := range map[string]string{"OTEL_EXPORTER_OTLP_HEADERS": "s3cret", "API_KEY": "s3cret", "OTEL_EXPORTER_OTLP_ENDPOINT": "https://me:s3cret@collector"} {
		p, err := NewPlan([]string{"search", "click", Builder}, map[string]map[string]string{"search": {name: "old" + value}, "click": {name: value}}, map[string]string{name: value}, Changes{})
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		if err := p.Write(&out); err != nil || strings.Contains(out.String(), "s3cret") || !strings.Contains(out.String(), "(hidden) → (hidden)") {
			t.Errorf("Write shows %s as\n%s(%v)", name, &out, err)
		}
	}
}

// The lists of this package contain every variable that the programs read.
func TestListsMatchTheConfigs(t *testing.T) {
	tag := regexp.MustCompile(`env:"([A-Z0-9_]+)`)
	for file, known := range map[string][]string{"../../functions/internal/wire/config.go": functionSettings, "../../index-builder/config.go": builderSettings} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		read := make(map[string]bool)
		for _, m := range tag.FindAllStringSubmatch(string(text), -1) {
			if checkReserved(m[1]) == nil && !strings.HasPrefix(m[1], sdkPrefix) {
				read[m[1]] = true
			}
		}
		if diff := cmp.Diff(slices.Sorted(maps.Keys(read)), known); diff != "" {
			t.Errorf("settings of %s, -read +known:\n%s", file, diff)
		}
	}
}

func TestREADMEListsTheSettings(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range slices.Concat(functionSettings, builderSettings, deployed) {
		if !strings.Contains(string(text), "`"+name+"`") {
			t.Errorf("README.md does not list %s", name)
		}
	}
}
