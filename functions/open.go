package functions

import (
	"io"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
)

// Ports are what stands in for Google's services in OpenOver. A service whose port is nil is the real one.
type Ports = wire.Ports

// Open returns a Host configured by environ, a list of "KEY=value" as os.Environ gives, that logs to
// out. wire.Config says which variables there are. Open opens no file and makes no client: only a
// configuration that is wrong is an error.
func Open(environ []string, out io.Writer) (*Host, error) { return OpenOver(Ports{}, environ, out) }

// OpenOver is Open with p in the place of services: for programs that run the functions without them.
func OpenOver(p Ports, environ []string, out io.Writer) (*Host, error) {
	c, err := wire.Load(environ)
	if err != nil {
		return nil, err
	}
	logger := c.Logger(out)
	measured, err := c.Telemetry(logger)
	if err != nil {
		return nil, err
	}
	app, err := wire.New(c, p, logger, measured)
	if err != nil {
		return nil, err
	}
	return &Host{
		app: app, timeout: c.RequestTimeout, project: c.Project, logger: logger, telemetry: measured,
		apps:   c.Apps(),
		limits: api.Limits{PerUser: c.RatePerUser, PerAddress: c.RatePerAddress, Proxies: c.TrustedProxies},
	}, nil
}
