//go:build !race

// The race detector cannot see other processes.

package deploy

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"shopfyp.dev/functions"
)

// address is the place of a collection.
const address = "milvus://engine.example:19530/shop"

// withEngineDryRun returns the lines of deploy.sh --dry-run with a search engine and more environment variables.
func withEngineDryRun(t *testing.T, env []string, args ...string) []string {
	t.Helper()
	return dryRunIn(t, t.TempDir(), append(env, "INDEX="+address), "deploy.sh", append([]string{"my-project", "europe-west1"}, args...)...)
}

// withSecret names a secret of the operator.
var withSecret = []string{"MILVUS_TOKEN_SECRET=shop-token"}

// leaveEngineDryRun returns the lines of a deployment that returns to the snapshot, and of a teardown.
func leaveEngineDryRun(t *testing.T) []string {
	t.Helper()
	fakes := t.TempDir()
	for _, name := range []string{"services/search", "services/catalog", "jobs/index-builder"} {
		file := filepath.Join(fakes, "env", name)
		must(t, os.MkdirAll(filepath.Dir(file), 0o755))
		must(t, os.WriteFile(file, []byte(`{"INDEX": "`+address+`", "MILVUS_TOKEN": {"secret": "shop-token:1"}}`), 0o644))
	}
	lines := dryRunIn(t, fakes, nil, "deploy.sh", "my-project", "europe-west1", "--unset", "INDEX")
	if got, want := len(which(lines, "GOFLAGS=-tags="+buildTags+"' ")), len(functions.Table())+1; got != want {
		t.Errorf("--unset INDEX builds %d programs without the client, want all %d", got, want)
	}
	return append(lines, dryRunIn(t, t.TempDir(), withSecret, "teardown.sh", "my-project", "europe-west1")...)
}

// engineTargets returns the functions that use the search engine.
func engineTargets() (names []string) {
	for _, f := range functions.Table() {
		if f.Engine {
			names = append(names, f.Name)
		}
	}
	return names
}

// A function that reads snapshots can also search, so it uses the search engine.
func TestFunctionsWithTheIndexUseTheEngine(t *testing.T) {
	for _, f := range functions.Table() {
		if want := f.Bucket != "" || f.Name == "catalog"; f.Engine != want {
			t.Errorf("%s: Engine = %t, want %t", f.Name, f.Engine, want)
		}
	}
}

// The client and the token go to the functions that use the search engine, and to no others.
func TestDeployWithAnEngine(t *testing.T) {
	lines := withEngineDryRun(t, withSecret)
	for _, line := range lines {
		m := deployLine.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		want := slices.Contains(engineTargets(), m[2])
		for _, flag := range []string{"GOFLAGS=-tags=disable_grpc_modules,milvus' ", " --update-secrets=MILVUS_TOKEN=shop-token:latest "} {
			if strings.Contains(line, flag) != want {
				t.Errorf("%s is deployed with %q: %t, want %t", m[2], flag, !want, want)
			}
		}
	}
	for _, want := range []string{
		"_GOFLAGS=-tags=disable_grpc_modules,milvus' ", "index-builder:dryrun-milvus --region", "gcloud services enable secretmanager.googleapis.com",
		"gcloud run jobs deploy index-builder --image=europe-west1-docker.pkg.dev/my-project/shopfyp/index-builder:dryrun-milvus ",
		"index-builder.json --update-secrets=MILVUS_TOKEN=shop-token:latest ",
		"alerts/engine.json",
	} {
		if len(which(lines, want)) != 1 {
			t.Errorf("a dry run has %d lines with %q, want one:\n%s", len(which(lines, want)), want, strings.Join(lines, "\n"))
		}
	}
	grants := which(lines, "secrets add-iam-policy-binding shop-token ")
	if len(grants) != len(engineTargets())+1 {
		t.Errorf("%d accounts may read the token, want %d:\n%s", len(grants), len(engineTargets())+1, strings.Join(grants, "\n"))
	}
	for _, account := range append(engineAccounts(), "index-builder") {
		if len(which(grants, "serviceAccount:"+account+"@my-project.iam.gserviceaccount.com --role=roles/secretmanager.secretAccessor")) != 1 {
			t.Errorf("%s may not read the token:\n%s", account, strings.Join(grants, "\n"))
		}
	}
}

func engineAccounts() (names []string) {
	for _, name := range engineTargets() {
		names = append(names, "fn-"+name)
	}
	return names
}

// Without INDEX, nothing of a deployment mentions a search engine, and every program has the same tags.
func TestDeployWithoutAnEngine(t *testing.T) {
	lines := dryRun(t, "deploy.sh", "my-project", "europe-west1")
	if got, want := len(which(lines, "GOFLAGS=-tags="+buildTags+"' ")), len(functions.Table())+1; got != want {
		t.Errorf("%d programs are built with the tags %s, want %d", got, buildTags, want)
	}
	if found := which(lines, "milvus", "MILVUS", "INDEX ", "secret", "alerts/engine.json"); len(found) != 0 {
		t.Errorf("a deployment without INDEX has lines of a search engine:\n%s", strings.Join(found, "\n"))
	}
}

func TestOneFunctionWithAnEngine(t *testing.T) {
	lines := withEngineDryRun(t, withSecret, "--function", "similar")
	if grants := which(lines, "secrets add-iam-policy-binding"); len(grants) != 1 || !strings.Contains(grants[0], "fn-similar@") {
		t.Errorf("--function similar lets these accounts read the token: %q, want fn-similar", grants)
	}
}

// The index builder can be deployed alone, before the functions.
func TestBuilderAlone(t *testing.T) {
	for _, lines := range [][]string{
		dryRun(t, "deploy.sh", "my-project", "europe-west1", "--function", "index-builder"),
		withEngineDryRun(t, withSecret, "--function", "index-builder"),
	} {
		if deploys := which(lines, " run deploy ", " functions deploy ", " jobs deploy "); len(deploys) != 1 || !strings.HasPrefix(deploys[0], "gcloud run jobs deploy index-builder ") {
			t.Errorf("--function index-builder deploys %q, want the job", deploys)
		}
	}
}

// A bad setting of the search engine stops the script before it changes anything.
func TestBadEngineDeploysNothing(t *testing.T) {
	tests := []struct{ name, value, want string }{
		{"INDEX", "https://engine.example:19530/shop", `INDEX is not an address of the form milvus://HOST:PORT/COLLECTION: scheme "https"`},
		{"INDEX", "milvus://engine.example/shop", `port ""`},
		{"INDEX", "milvus://engine.example:19530", `collection ""`},
		{"INDEX", "milvus://engine.example:19530/my shop", `collection "my shop"`},
		{"INDEX", "milvus://engine .example:19530/shop", "not a URL"},
		{"INDEX", "milvus://engine.example:0/shop", `port "0"`},
		{"INDEX", "milvus://engine.example:70000/shop", `port "70000"`},
		{"INDEX", "milvus://root:s3cret@engine.example:19530/shop", "a user or a password"},
		{"INDEX", address + "\nLOG_LEVEL=DEBUG", "INDEX is not an address"},
		{"MILVUS_TLS", "maybe", "MILVUS_TLS is not true or false"},
		{"MILVUS_TOKEN", "s3cret", "MILVUS_TOKEN is set: pass the token in a file"},
		{"MILVUS_TOKEN_SECRET", "a b", "MILVUS_TOKEN_SECRET: a b is not the name of a secret"},
		{"MILVUS_TOKEN_SECRET", "shop-token", "set INDEX too"},
		{"MILVUS_TOKEN_FILE", "/no/such/file", "MILVUS_TOKEN_FILE: /no/such/file is not readable"},
		{"MILVUS_TOKEN_FILE", "/dev/null", "MILVUS_TOKEN_FILE: /dev/null is not one line with a token"},
	}
	s := newSite(t)
	t.Run("a token without TLS", func(t *testing.T) {
		t.Setenv("INDEX", address)
		t.Setenv("MILVUS_TLS", "false")
		t.Setenv("MILVUS_TOKEN_SECRET", "shop-token")
		if commands, out, ok := s.output(t, "deploy.sh"); ok || len(which(commands, makes...)) != 0 || !strings.Contains(out, "a token needs TLS") {
			t.Errorf("success %t, runs %q, want an error and nothing:\n%s", ok, which(commands, makes...), out)
		}
	})
	for _, tt := range tests {
		t.Run(tt.name+"="+tt.value, func(t *testing.T) {
			t.Setenv(tt.name, tt.value)
			commands, out, ok := s.output(t, "deploy.sh")
			if ok || len(which(commands, makes...)) != 0 {
				t.Errorf("success %t, runs %q, want an error and nothing", ok, which(commands, makes...))
			}
			if !strings.Contains(out, tt.want) || strings.Contains(out, "s3cret") {
				t.Errorf("the output does not contain %q, or contains the secret:\n%s", tt.want, out)
			}
		})
	}
}

// TestTokenOfADeployedEngine deploys a shop on a search engine, whose token comes from a file.
func TestTokenOfADeployedEngine(t *testing.T) {
	s := newSite(t)
	s.set(t, "answers", "gcloud alpha monitoring policies list=policies/1")
	t.Setenv("MILVUS_TOKEN_FILE", tokenFile(t, "s3cret-1"))
	t.Setenv("INDEX", address)
	commands, out, ok := s.output(t, "deploy.sh")
	if !ok {
		t.Fatal("deploy.sh with a search engine fails")
	}
	if strings.Contains(strings.Join(commands, "\n")+out, "s3cret") {
		t.Errorf("the token is printed, or an argument:\n%s\n%s", strings.Join(commands, "\n"), out)
	}
	s.runOnCopies(t, []siteTest{
		{"it stays secret", testTokenStaysSecret},
		{"it stays until INDEX is unset", testEngineStaysUntilUnset},
		{"a teardown deletes it", testTeardownRemovesTheToken},
	})
}

// tokenFile returns a file with the token.
func tokenFile(t *testing.T, token string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "token")
	must(t, os.WriteFile(file, []byte(token+"\n"), 0o600))
	return file
}

// secret returns the data of a version of the secret that deploy.sh made.
func (s site) secret(t *testing.T, version string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(s.fake, "secrets", "shopfyp-milvus-token."+version))
	must(t, err)
	return string(text)
}

// The token is neither printed nor an argument of a program. It reaches the secret without the file's last newline.
func testTokenStaysSecret(t *testing.T, s site) {
	if got := s.secret(t, "1"); got != "s3cret-1" {
		t.Errorf("the secret contains %q, want the token", got)
	}
	again, repeated, ok := s.output(t, "deploy.sh")
	if !ok || len(which(again, append(makes, "versions add")...)) != 0 {
		t.Errorf("a second deployment (success: %t) runs %q, want nothing", ok, which(again, append(makes, "versions add")...))
	}
	t.Setenv("MILVUS_TOKEN_FILE", tokenFile(t, "s3cret-2"))
	rotated, third, ok := s.output(t, "deploy.sh")
	if !ok || s.secret(t, "2") != "s3cret-2" || len(which(rotated, "run deploy search", "MILVUS_TOKEN=shopfyp-milvus-token:2")) < len(engineTargets()) {
		t.Errorf("a new token (success: %t) does not deploy the programs again", ok)
	}
	if all := strings.Join(slices.Concat(again, rotated), "\n") + repeated + third; strings.Contains(all, "s3cret") {
		t.Errorf("the token is printed, or an argument:\n%s", all)
	}
}

func TestTokenFromStandardInput(t *testing.T) {
	s := newSite(t)
	t.Setenv("INDEX", address)
	t.Setenv("MILVUS_TOKEN_FILE", "-")
	s.stdin = "s3cret-in\n"
	if _, out, ok := s.output(t, "deploy.sh"); !ok || s.secret(t, "1") != "s3cret-in" || strings.Contains(out, "s3cret") {
		t.Errorf("a token from standard input: success %t, secret %q", ok, s.secret(t, "1"))
	}
}

// A deployment without INDEX keeps the search engine and its token. --unset INDEX ends both.
func testEngineStaysUntilUnset(t *testing.T, s site) {
	t.Setenv("INDEX", "")
	t.Setenv("MILVUS_TOKEN_FILE", "")
	s.write(t, "new.go", "package x")
	commands, _, ok := s.output(t, "deploy.sh")
	for _, name := range append(engineTargets(), "jobs deploy index-builder") {
		if deploys := which(commands, "deploy "+name+" ", "run "+name+" "); !ok || len(deploys) != 1 || !strings.Contains(deploys[0], "--update-secrets=MILVUS_TOKEN=shopfyp-milvus-token:1 ") {
			t.Errorf("a later deployment (success: %t) deploys %s with %q, want the same token", ok, name, deploys)
		}
	}
	checkEnv(t, s, "services/search", "INDEX", address)
	commands, _, ok = s.output(t, "deploy.sh", "--unset", "INDEX")
	if plain := which(commands, "GOFLAGS=-tags="+buildTags+" "); !ok || len(plain) != len(engineTargets())+1 || len(which(commands, "--update-secrets", ",milvus")) != 0 {
		t.Errorf("--unset INDEX (success: %t) keeps the client or the token:\n%s", ok, strings.Join(which(commands, "deploy "), "\n"))
	}
	for _, name := range []string{"services/search", "services/catalog", "jobs/index-builder"} {
		for _, key := range []string{"INDEX", "MILVUS_TOKEN"} {
			if value, ok := s.rawEnv(t, name)[key]; ok {
				t.Errorf("%s: %s = %s after --unset INDEX, want none", name, key, value)
			}
		}
	}
}

// Teardown deletes the secret that deploy.sh made.
func testTeardownRemovesTheToken(t *testing.T, s site) {
	if commands, ok := s.script(t, "teardown.sh", "--yes"); !ok || len(which(commands, "secrets delete shopfyp-milvus-token")) != 1 || slices.Contains(s.there(t), "secrets-shopfyp-milvus-token") {
		t.Errorf("teardown.sh (success: %t) leaves %q", ok, s.there(t))
	}
}

// Of a secret of the operator, teardown revokes what deploy.sh granted.
func TestTeardownKeepsTheOperatorsSecret(t *testing.T) {
	s := newSite(t)
	t.Setenv("INDEX", address)
	t.Setenv("MILVUS_TOKEN_SECRET", "shop-token")
	must(t, os.MkdirAll(filepath.Join(s.fake, "secrets"), 0o755))
	must(t, os.WriteFile(filepath.Join(s.fake, "secrets/shop-token.1"), []byte("s3cret"), 0o600))
	if _, ok := s.script(t, "deploy.sh"); !ok {
		t.Fatal("deploy.sh with a secret of the operator fails")
	}
	t.Setenv("MILVUS_TOKEN_SECRET", "")
	commands, ok := s.script(t, "teardown.sh", "--yes")
	if revoked := which(commands, "secrets remove-iam-policy-binding shop-token "); !ok || len(revoked) != len(engineTargets())+1 || len(which(commands, "secrets delete")) != 0 {
		t.Errorf("teardown.sh (success: %t) revokes %q, want all grants and no deletion", ok, revoked)
	}
}
