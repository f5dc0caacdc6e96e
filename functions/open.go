package functions

import (
	"io"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
)

// Ports replace Google's services in OpenOver. A nil port means the real service.
type Ports = wire.Ports

// An Encoder is a model in Ports.
type Encoder = wire.Encoder

// Open returns a Host that logs to out. It takes its configuration from environ, a list of "KEY=value" as
// os.Environ returns; wire.Config lists the variables. Open opens no files and no clients. It returns an
// error only for an invalid configuration.
func Open(environ []string, out io.Writer) (*Host, error) { return OpenOver(Ports{}, environ, out) }

// OpenOver is Open with p in place of Google's services, for local programs and tests.
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
	backends, err := app.Backends()
	if err != nil {
		return nil, err
	}
	return &Host{
		app: app, backends: backends, timeout: c.RequestTimeout, project: c.Project, logger: logger, telemetry: measured,
		apps:   c.Apps(),
		limits: api.Limits{PerUser: c.RatePerUser, PerAddress: c.RatePerAddress, PerAnonymous: c.RateAnonymous, Proxies: c.TrustedProxies},
	}, nil
}
