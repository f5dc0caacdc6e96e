package peer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// ErrUnavailable says that the peers cannot be installed here; the error around it says why.
var ErrUnavailable = errors.New("the Python peers are not to be had")

// Install makes sure that what tools/bench/requirements.txt pins is installed in a virtual environment
// of the cache, and returns its Python. root is the source tree.
func Install(ctx context.Context, root string) (python string, err error) {
	cmd := exec.CommandContext(ctx, filepath.Join(root, "tools", "setup", "peers.sh"))
	var out, log bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &log
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("%w: %s (%w)", ErrUnavailable, lastLine(log.String()), err)
	}
	python = strings.TrimSpace(out.String())
	if _, err := os.Stat(python); err != nil {
		return "", fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return python, nil
}

func lastLine(s string) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	return lines[len(lines)-1]
}
