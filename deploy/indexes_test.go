//go:build !race

package deploy

import (
	"slices"
	"strings"
	"testing"
)

const listIndexes = "gcloud firestore indexes composite list"

// TestDeployAwaitsIndexes checks that functions are deployed only after Firestore has built the indexes they query.
func TestDeployAwaitsIndexes(t *testing.T) {
	s := newSite(t)
	s.set(t, "once", listIndexes+"=interactions/1", listIndexes+"=interactions/1")
	commands, ok := s.script(t, "deploy.sh")
	if checks := which(commands, listIndexes); !ok || len(checks) != 3 {
		t.Errorf("deploy.sh checked the indexes %d times (success: %t), want 3: the fake reports them as ready at the third check", len(checks), ok)
	}
	deploys := func(command string) bool { return strings.Contains(command, " run deploy ") }
	first := slices.IndexFunc(commands, deploys)
	if before := which(commands[:max(first, 0)], listIndexes); len(before) != 3 {
		t.Errorf("deploy.sh deploys a function before the indexes are ready:\n%s", strings.Join(commands, "\n"))
	}
}

// TestDeployStopsWithoutIndexes checks that the deployment gives up after a bounded time and deploys no function.
func TestDeployStopsWithoutIndexes(t *testing.T) {
	s := newSite(t)
	s.set(t, "answers", listIndexes+"=interactions/1")
	commands, out, ok := s.output(t, "deploy.sh")
	if deployed := which(commands, " run deploy ", " functions deploy "); ok || len(deployed) != 0 {
		t.Errorf("deploy.sh without indexes: success %t, deployed %q, want an error and no function", ok, deployed)
	}
	if !strings.Contains(out, "run this script again") {
		t.Errorf("deploy.sh without indexes does not say what to do:\n%s", out)
	}
}
