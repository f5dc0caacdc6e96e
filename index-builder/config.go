package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"runtime"
	"time"

	"github.com/sethvargo/go-envconfig"

	"shopfyp.dev/shared/engine"
)

// Config is the configuration of the job, from its environment.
type Config struct {
	Project         string        `env:"GOOGLE_CLOUD_PROJECT, required"`
	Bucket          string        `env:"BUCKET, required"`
	NativeDir       string        `env:"NATIVE_DIR, default=native/out"`     // holds lib/ and model/
	Workers         int           `env:"WORKERS, default=0"`                 // parallel embedders; 0: one per core
	Full            bool          `env:"FULL, default=false"`                // read the whole catalog, not only the changes since the last build
	BuildEvery      time.Duration `env:"BUILD_EVERY, default=1h"`            // a run sooner after the last build only writes the delta of the index
	AllowShrink     bool          `env:"ALLOW_SHRINK, default=false"`        // publish even if many products are gone or invalid
	HistoryClicks   int           `env:"HISTORY_CLICKS, default=200000"`     // maximum number of clicks read to learn related products; 0 disables learning
	HistorySearches int           `env:"HISTORY_SEARCHES, default=200000"`   // maximum number of searches read to find popular queries; 0 suggests no queries
	HistoryVisits   int           `env:"HISTORY_VISITS, default=200000"`     // maximum number of searches and clicks read to refine vectors; 0 disables it
	Index           string        `env:"INDEX"`                              // search engine, milvus://HOST:PORT/COLLECTION; "": the snapshot has the whole catalog
	MilvusTLS       *bool         `env:"MILVUS_TLS, noinit"`                 // TLS to the search engine; not set: unless it is on this machine
	MilvusToken     string        `env:"MILVUS_TOKEN"`                       // API key, or user:password, of the search engine; secret
	MilvusIndex     string        `env:"MILVUS_INDEX"`                       // index type of a new collection; "": HNSW
	Companion       int           `env:"COMPANION_PRODUCTS, default=200000"` // maximum number of products of the snapshot beside a search engine
	Collector       string        `env:"OTEL_EXPORTER_OTLP_ENDPOINT"`        // base URL of an OTLP/HTTP collector; "" disables telemetry
	Job             string        `env:"CLOUD_RUN_JOB"`                      // set by Cloud Run; if set, logs are JSON for Cloud Logging

	// Cloud Run sets these variables. They identify this task among the tasks of one execution.
	Execution string `env:"CLOUD_RUN_EXECUTION"`
	TaskIndex int    `env:"CLOUD_RUN_TASK_INDEX, default=0"`
	TaskCount int    `env:"CLOUD_RUN_TASK_COUNT, default=1"`
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
	if c.BuildEvery < 0 {
		return Config{}, errors.New("configuration: BUILD_EVERY is negative")
	}
	if c.HistoryClicks < 0 {
		return Config{}, errors.New("configuration: HISTORY_CLICKS is negative")
	}
	if c.HistorySearches < 0 {
		return Config{}, errors.New("configuration: HISTORY_SEARCHES is negative")
	}
	if c.HistoryVisits < 0 {
		return Config{}, errors.New("configuration: HISTORY_VISITS is negative")
	}
	if err := errors.Join(c.validateTask(), c.validateEngine(), c.checkEmulators(env)); err != nil {
		return Config{}, fmt.Errorf("configuration: %w", err)
	}
	if c.Workers == 0 {
		c.Workers = runtime.NumCPU()
	}
	return c, nil
}

// validateTask returns the first error in the task settings, or nil.
func (c Config) validateTask() error {
	switch {
	case c.TaskCount < 1:
		return fmt.Errorf("CLOUD_RUN_TASK_COUNT: %d is less than 1", c.TaskCount)
	case c.TaskIndex < 0 || c.TaskIndex >= c.TaskCount:
		return fmt.Errorf("CLOUD_RUN_TASK_INDEX: %d is not below CLOUD_RUN_TASK_COUNT, %d", c.TaskIndex, c.TaskCount)
	case c.TaskCount > 1 && !executionForm.MatchString(c.Execution):
		return fmt.Errorf("CLOUD_RUN_EXECUTION: %q is not a valid execution name, which is required for %d tasks", c.Execution, c.TaskCount)
	}
	return nil
}

// validateEngine returns the first error in the settings of the search engine, or nil.
func (c Config) validateEngine() error {
	if c.Companion < 1 {
		return fmt.Errorf("COMPANION_PRODUCTS: %d is less than 1", c.Companion)
	}
	if c.Index == "" {
		return nil
	}
	if _, err := engine.ParseAddress(c.Index); err != nil {
		return fmt.Errorf("INDEX: %w", err)
	}
	if openEngine == nil {
		return fmt.Errorf("INDEX: %w", engine.ErrNoClient)
	}
	return nil
}

// checkEmulators returns an error if an emulator is configured on Cloud Run.
func (c Config) checkEmulators(env lookup) error {
	if c.Job == "" {
		return nil
	}
	for _, key := range []string{"FIRESTORE_EMULATOR_HOST", "STORAGE_EMULATOR_HOST"} {
		if host, _ := env(key); host != "" {
			return fmt.Errorf("%s is set on Cloud Run", key)
		}
	}
	return nil
}

// executionForm matches names that are safe as part of an object name.
var executionForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,62}$`)
