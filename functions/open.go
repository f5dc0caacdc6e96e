package functions

import (
	"io"

	"shopfyp.dev/functions/internal/wire"
)

var _ deps = (*wire.App)(nil)

// Open returns a Host configured by environ, a list of "KEY=value" as os.Environ gives, that logs to
// out. wire.Config says which variables there are. Open opens no file and makes no client: only a
// configuration that is wrong is an error.
func Open(environ []string, out io.Writer) (*Host, error) {
	c, err := wire.Load(environ)
	if err != nil {
		return nil, err
	}
	logger := c.Logger(out)
	return &Host{deps: wire.New(c, logger), timeout: c.RequestTimeout, project: c.Project, logger: logger}, nil
}
