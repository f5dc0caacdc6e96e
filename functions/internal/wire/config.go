package wire

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/sethvargo/go-envconfig"

	"shopfyp.dev/functions/internal/requestlog"
	"shopfyp.dev/shared/basket"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/telemetry"
	"shopfyp.dev/shared/vector/faiss"
)

// Config is everything that the functions read from the environment.
type Config struct {
	Project        string        `env:"GOOGLE_CLOUD_PROJECT, required"`  // project of Firestore, Auth and traces
	Bucket         string        `env:"BUCKET, required"`                // Cloud Storage bucket of the published snapshots
	SnapshotDir    string        `env:"SNAPSHOT_DIR"`                    // folder of the downloaded snapshots; "": shopfyp in the temporary folder
	RefreshEvery   time.Duration `env:"REFRESH_EVERY, default=30s"`      // minimum interval between checks for a newer snapshot
	ChangesEvery   time.Duration `env:"CHANGES_EVERY, default=5s"`       // interval between reads of the catalog's changes; 0: only the snapshot
	RulesEvery     time.Duration `env:"RULES_EVERY, default=3s"`         // interval between checks for newer rules; 0: no rules apply
	Index          string        `env:"INDEX"`                           // search engine, milvus://HOST:PORT/COLLECTION; "": the snapshot
	MilvusTLS      *bool         `env:"MILVUS_TLS, noinit"`              // TLS to the search engine; not set: unless it is on this machine
	MilvusToken    string        `env:"MILVUS_TOKEN"`                    // API key, or user:password, of the search engine; secret
	MilvusDeadline time.Duration `env:"MILVUS_DEADLINE, default=300ms"`  // of a read of the search engine, before one retry
	NativeDir      string        `env:"NATIVE_DIR"`                      // folder of the model and libraries; "": native/out in the source folder
	FAISSVariant   string        `env:"FAISS_VARIANT"`                   // avx2 or avx512; "": the CPU's best
	ONNXThreads    int           `env:"ONNX_THREADS, default=1"`         // threads per embedding
	QueryCache     int           `env:"QUERY_CACHE, default=4096"`       // number of cached query vectors
	CardRanker     string        `env:"CARD_RANKER, default=interests"`  // ranker of cards: interests or original
	SearchSoldOut  bool          `env:"SEARCH_SOLD_OUT, default=true"`   // searches show sold-out products, after all others
	SearchAdult    bool          `env:"SEARCH_ADULT, default=false"`     // searches show products for adults only
	RequestTimeout time.Duration `env:"REQUEST_TIMEOUT, default=10s"`    // timeout of one HTTP request
	UserCheckEvery time.Duration `env:"USER_CHECK_EVERY, default=5m"`    // how long a revoked token, or a deleted user's, keeps working; 0: until it expires
	AppCheck       bool          `env:"APP_CHECK, default=false"`        // require an App Check token
	RatePerUser    float64       `env:"RATE_PER_USER, default=10"`       // requests per second of one user, per instance; 0: no limit
	RatePerAddress float64       `env:"RATE_PER_ADDRESS, default=50"`    // requests per second of one address, per instance; 0: no limit
	RateAnonymous  float64       `env:"RATE_ANONYMOUS, default=2"`       // requests without an ID token per second of one address, per instance; 0: no limit
	TrustedProxies int           `env:"TRUSTED_PROXIES, default=1"`      // proxies that append to X-Forwarded-For before Cloud Run; Hosting is one
	InteractionTTL time.Duration `env:"INTERACTION_TTL, default=4320h"`  // how long interactions are kept; 180 days
	Checkout       string        `env:"CHECKOUT_URL"`                    // template of the shop's checkout; "": the products' own URLs
	DemoCheckout   bool          `env:"DEMO_CHECKOUT, default=false"`    // shoppers may record their own purchases: nobody pays
	Attribution    time.Duration `env:"ATTRIBUTION_WINDOW, default=24h"` // after an impression, the time in which a click or purchase counts for it
	Exploration    float64       `env:"CARD_EXPLORATION, default=0"`     // share of cards in a random order, to evaluate other rankers offline
	Shadows        shadows       `env:"CARD_SHADOWS"`                    // with exploration: settings to evaluate, JSON: {"name": {"diversity": 0.5}}
	LogLevel       slog.Level    `env:"LOG_LEVEL, default=INFO"`         // DEBUG, INFO, WARN or ERROR
	LogFormat      string        `env:"LOG_FORMAT, default=json"`        // json, or text for a terminal

	PurchaseServiceAccounts []string `env:"PURCHASE_SERVICE_ACCOUNTS"` // addresses of the service accounts that may record purchases

	Collector string `env:"OTEL_EXPORTER_OTLP_ENDPOINT"` // base URL of an OTLP/HTTP collector; "": telemetry is off
	Protocol  string `env:"OTEL_EXPORTER_OTLP_PROTOCOL"` // protocol of the collector; only http/protobuf is supported

	Service  string `env:"K_SERVICE"`       // set by Cloud Run; not empty in production
	Revision string `env:"K_REVISION"`      // set by Cloud Run
	Target   string `env:"FUNCTION_TARGET"` // function that the process serves
	AppRoot  string `env:"APP_ROOT"`        // set by the buildpack: the source folder
}

// Load returns the Config of environ, a list of "KEY=value". It returns an error if a value is missing or invalid.
func Load(environ []string) (Config, error) {
	vars := make(map[string]string)
	for _, line := range environ {
		key, value, _ := strings.Cut(line, "=")
		vars[key] = value
	}
	var c Config
	err := envconfig.ProcessWith(context.Background(), &envconfig.Config{Target: &c, Lookuper: envconfig.MapLookuper(vars)})
	if err != nil {
		return Config{}, err
	}
	if c.SnapshotDir == "" {
		c.SnapshotDir = filepath.Join(os.TempDir(), "shopfyp")
	}
	return c, errors.Join(c.validate(), c.checkEmulators(vars))
}

// validate returns an error for the first invalid value.
func (c Config) validate() error {
	switch {
	case c.RefreshEvery <= 0:
		return fmt.Errorf("REFRESH_EVERY: %s is not positive", c.RefreshEvery)
	case c.ChangesEvery < 0:
		return fmt.Errorf("CHANGES_EVERY: %s is negative", c.ChangesEvery)
	case c.RulesEvery < 0:
		return fmt.Errorf("RULES_EVERY: %s is negative", c.RulesEvery)
	case c.Index != "" && c.engineError() != nil:
		return fmt.Errorf("INDEX: %w", c.engineError())
	case c.MilvusDeadline <= 0:
		return fmt.Errorf("MILVUS_DEADLINE: %s is not positive", c.MilvusDeadline)
	case c.RequestTimeout <= 0:
		return fmt.Errorf("REQUEST_TIMEOUT: %s is not positive", c.RequestTimeout)
	case !validRate(c.RatePerUser):
		return fmt.Errorf("RATE_PER_USER: %g is not between 0 and %g", c.RatePerUser, maxRate)
	case !validRate(c.RatePerAddress):
		return fmt.Errorf("RATE_PER_ADDRESS: %g is not between 0 and %g", c.RatePerAddress, maxRate)
	case !validRate(c.RateAnonymous):
		return fmt.Errorf("RATE_ANONYMOUS: %g is not between 0 and %g", c.RateAnonymous, maxRate)
	case c.TrustedProxies < 0:
		return fmt.Errorf("TRUSTED_PROXIES: %d is negative", c.TrustedProxies)
	case c.InteractionTTL <= 0:
		return fmt.Errorf("INTERACTION_TTL: %s is not positive", c.InteractionTTL)
	case c.Attribution <= 0:
		return fmt.Errorf("ATTRIBUTION_WINDOW: %s is not positive", c.Attribution)
	case c.UserCheckEvery < 0:
		return fmt.Errorf("USER_CHECK_EVERY: %s is negative", c.UserCheckEvery)
	case c.ONNXThreads < 1:
		return fmt.Errorf("ONNX_THREADS: %d is less than 1", c.ONNXThreads)
	case c.QueryCache < 1:
		return fmt.Errorf("QUERY_CACHE: %d is less than 1", c.QueryCache)
	case !slices.Contains([]string{"", string(faiss.AVX2), string(faiss.AVX512)}, c.FAISSVariant):
		return fmt.Errorf("FAISS_VARIANT: %q is not %s or %s", c.FAISSVariant, faiss.AVX2, faiss.AVX512)
	case !slices.Contains(recommend.Rankers, recommend.Ranker(c.CardRanker)):
		return fmt.Errorf("CARD_RANKER: %q is not %s or %s", c.CardRanker, recommend.Interests, recommend.Original)
	case !(c.Exploration >= 0 && c.Exploration <= recommend.MaxExploration):
		return fmt.Errorf("CARD_EXPLORATION: %g is not between 0 and %g", c.Exploration, recommend.MaxExploration)
	case !validTemplate(c.Checkout):
		_, err := basket.ParseTemplate(c.Checkout)
		return fmt.Errorf("CHECKOUT_URL: %q: %w", c.Checkout, err)
	case slices.ContainsFunc(c.PurchaseServiceAccounts, func(a string) bool { return !strings.Contains(a, "@") }):
		return fmt.Errorf("PURCHASE_SERVICE_ACCOUNTS: %q are not email addresses", c.PurchaseServiceAccounts)
	case c.Collector != "" && c.Protocol != "" && c.Protocol != "http/protobuf":
		return fmt.Errorf("OTEL_EXPORTER_OTLP_PROTOCOL: %q is not http/protobuf", c.Protocol)
	case c.LogFormat != "json" && c.LogFormat != "text":
		return fmt.Errorf("LOG_FORMAT: %q is not json or text", c.LogFormat)
	}
	return nil
}

// validTemplate reports whether text is a valid template of a checkout.
func validTemplate(text string) bool {
	_, err := basket.ParseTemplate(text)
	return err == nil
}

// maxRate is far above the capacity of an instance, in requests per second.
const maxRate = 1e6

// validRate reports whether r is a valid rate limit. NaN is not.
func validRate(r float64) bool { return r >= 0 && r <= maxRate }

// checkEmulators returns an error for an emulator in production. Emulators accept unsigned tokens.
func (c Config) checkEmulators(vars map[string]string) error {
	if c.Service == "" {
		return nil
	}
	for _, key := range slices.Sorted(maps.Keys(vars)) {
		if strings.HasSuffix(key, "_EMULATOR_HOST") && vars[key] != "" {
			return fmt.Errorf("%s is set on Cloud Run", key)
		}
	}
	return nil
}

// Logger returns a logger with the configured level and format that writes to out.
func (c Config) Logger(out io.Writer) *slog.Logger {
	if c.LogFormat == "text" {
		return slog.New(requestlog.NewText(out, c.LogLevel))
	}
	return slog.New(requestlog.NewJSON(out, c.LogLevel))
}

// Telemetry returns the telemetry that c configures, or nil without a collector.
func (c Config) Telemetry(logger *slog.Logger) (*telemetry.Telemetry, error) {
	return telemetry.Open(context.Background(), telemetry.Config{
		Endpoint: c.Collector, Service: cmp.Or(c.Service, c.Target), Revision: c.Revision, Logger: logger,
	})
}

// LogValue implements slog.LogValuer. It leaves out the token, which is secret.
func (c Config) LogValue() slog.Value {
	return slog.GroupValue(
		slog.String("project", c.Project), slog.String("bucket", c.Bucket), slog.String("snapshotDir", c.SnapshotDir),
		slog.Duration("refreshEvery", c.RefreshEvery), slog.Duration("changesEvery", c.ChangesEvery), slog.Duration("rulesEvery", c.RulesEvery), slog.String("index", c.Index), slog.Duration("milvusDeadline", c.MilvusDeadline), slog.String("nativeDir", c.NativeDir),
		slog.String("faissVariant", c.FAISSVariant), slog.Int("onnxThreads", c.ONNXThreads), slog.Int("queryCache", c.QueryCache),
		slog.String("cardRanker", c.CardRanker), slog.Float64("exploration", c.Exploration), slog.Any("shadows", c.Shadows), slog.Bool("searchSoldOut", c.SearchSoldOut), slog.Bool("searchAdult", c.SearchAdult),
		slog.Duration("requestTimeout", c.RequestTimeout), slog.Duration("userCheckEvery", c.UserCheckEvery), slog.Bool("appCheck", c.AppCheck), slog.Float64("ratePerUser", c.RatePerUser),
		slog.Float64("ratePerAddress", c.RatePerAddress), slog.Float64("rateAnonymous", c.RateAnonymous), slog.Int("trustedProxies", c.TrustedProxies),
		slog.Duration("interactionTTL", c.InteractionTTL), slog.String("checkout", c.Checkout), slog.Bool("demoCheckout", c.DemoCheckout),
		slog.Any("purchaseServiceAccounts", c.PurchaseServiceAccounts), slog.String("logLevel", c.LogLevel.String()),
	)
}
