package peer

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// ErrUnavailable means that the peers cannot be installed on this machine.
var ErrUnavailable = errors.New("the Python peers are unavailable")

// Install returns the path of a Python that has the packages of tools/bench/requirements.txt. It creates the
// virtual environment in the cache if necessary. The working directory must be the root of the source tree.
func Install(ctx context.Context) (python string, err error) {
	cmd := exec.CommandContext(ctx, "tools/setup/peers.sh")
	var out, log bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &log
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("%w: %w: %s", ErrUnavailable, err, log.Bytes())
	}
	return strings.TrimSpace(out.String()), nil
}
