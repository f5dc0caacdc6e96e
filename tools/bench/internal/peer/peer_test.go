package peer

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// start runs the given lines of Python as a peer. It skips the test if there is no Python.
func start(t *testing.T, lines ...string) *Peer {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not installed")
	}
	script := filepath.Join(t.TempDir(), "peer.py")
	if err := os.WriteFile(script, []byte(strings.Join(lines, "\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := Start(exec.Command(python, script))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

func TestAsk(t *testing.T) {
	p := start(t, "import json, sys", "for line in sys.stdin:", "    print(json.dumps({'twice': 2 * json.loads(line)['n']}), flush=True)")
	for _, n := range []int{1, 21} {
		var got struct{ Twice int }
		if err := p.Ask(map[string]int{"n": n}, &got); err != nil || got.Twice != 2*n {
			t.Errorf("Ask(%d) = %d, %v, want %d", n, got.Twice, err, 2*n)
		}
	}
}

func TestAskReturnsThePeersError(t *testing.T) {
	for name, p := range map[string]*Peer{
		"no such index": start(t, "import sys", "for line in sys.stdin: print('{\"error\": \"no such index\"}', flush=True)"),
		"no answer":     start(t, "import sys", "sys.stdin.readline()"),
	} {
		if err := p.Ask(1, new(struct{})); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("Ask = %v, want an error containing %q", err, name)
		}
	}
}
