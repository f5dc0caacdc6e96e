package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"github.com/sethvargo/go-envconfig"
)

// Config is the job's environment.
type Config struct {
	Project     string `env:"GOOGLE_CLOUD_PROJECT, required"`
	Bucket      string `env:"BUCKET, required"`
	NativeDir   string `env:"NATIVE_DIR, default=native/out"` // holds lib/ and model/
	Workers     int    `env:"WORKERS, default=0"`             // embed in parallel; 0: one a core
	AllowShrink bool   `env:"ALLOW_SHRINK, default=false"`    // publish although many products vanished
	Collector   string `env:"OTEL_EXPORTER_OTLP_ENDPOINT"`    // base URL of an OTLP/HTTP collector; "": nothing is measured
	Job         string `env:"CLOUD_RUN_JOB"`                  // set by Cloud Run: what is said is for Cloud Logging
}

// lookup makes envconfig read from a function like os.LookupEnv.
type lookup func(key string) (string, bool)

func (l lookup) Lookup(key string) (string, bool) { return l(key) }

func parseConfig(ctx context.Context, env lookup) (Config, error) {
	var c Config
	if err := envconfig.ProcessWith(ctx, &envconfig.Config{Target: &c, Lookuper: env}); err != nil {
		return Config{}, fmt.Errorf("configuration: %w", err)
	}
	if c.Workers < 0 {
		return Config{}, errors.New("configuration: WORKERS is negative")
	}
	if c.Workers == 0 {
		c.Workers = runtime.NumCPU()
	}
	return c, nil
}
