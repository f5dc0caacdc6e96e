package wire

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/recommend"
)

// needed is the smallest valid environment.
var needed = []string{"GOOGLE_CLOUD_PROJECT=demo-p", "BUCKET=demo-b"}

// defaults returns the Config of needed.
func defaults() Config {
	return Config{
		Project: "demo-p", Bucket: "demo-b", SnapshotDir: filepath.Join(os.TempDir(), "shopfyp"), RefreshEvery: 30 * time.Second, ChangesEvery: 5 * time.Second, RulesEvery: 3 * time.Second,
		ONNXThreads: 1, QueryCache: 4096, CardRanker: "interests", Attribution: 24 * time.Hour, SearchSoldOut: true, RequestTimeout: 10 * time.Second, InteractionTTL: 180 * 24 * time.Hour,
		UserCheckEvery: 5 * time.Minute, RatePerUser: 10, RatePerAddress: 50, RateAnonymous: 2, TrustedProxies: 1, LogFormat: "json", MilvusDeadline: 300 * time.Millisecond,
	}
}

func TestLoad(t *testing.T) {
	tests := []struct {
		name    string
		environ []string
		change  func(*Config)
	}{
		{"defaults", nil, func(*Config) {}},
		{"all", []string{
			"SNAPSHOT_DIR=/s", "REFRESH_EVERY=1m", "CHANGES_EVERY=0s", "RULES_EVERY=0s", "NATIVE_DIR=/n", "FAISS_VARIANT=avx2", "ONNX_THREADS=2", "QUERY_CACHE=9",
			"REQUEST_TIMEOUT=5s", "USER_CHECK_EVERY=1m", "APP_CHECK=true", "RATE_PER_USER=0.5", "RATE_PER_ADDRESS=0", "RATE_ANONYMOUS=0.1", "TRUSTED_PROXIES=0", "INTERACTION_TTL=1h", "OTEL_EXPORTER_OTLP_ENDPOINT=http://c:4318", "OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf", "K_REVISION=r", "FUNCTION_TARGET=f", "LOG_LEVEL=warn", "LOG_FORMAT=text", "CARD_RANKER=original", "ATTRIBUTION_WINDOW=2h", "SEARCH_SOLD_OUT=false", "SEARCH_ADULT=true", "K_SERVICE=click", "APP_ROOT=/a",
		}, func(c *Config) {
			*c = Config{
				Project: "demo-p", Bucket: "demo-b", SnapshotDir: "/s", RefreshEvery: time.Minute, NativeDir: "/n", FAISSVariant: "avx2",
				ONNXThreads: 2, QueryCache: 9, CardRanker: "original", Attribution: 2 * time.Hour, SearchAdult: true, RequestTimeout: 5 * time.Second, UserCheckEvery: time.Minute, AppCheck: true, RatePerUser: 0.5, RateAnonymous: 0.1, InteractionTTL: time.Hour, Collector: "http://c:4318", Protocol: "http/protobuf", Revision: "r", Target: "f", LogLevel: slog.LevelWarn, LogFormat: "text", Service: "click", AppRoot: "/a",
				MilvusDeadline: 300 * time.Millisecond,
			}
		}},
		{"exploration", []string{"CARD_EXPLORATION=0.5", `CARD_SHADOWS={"other": {"ranker": "original"}}`}, func(c *Config) {
			c.Exploration, c.Shadows = .5, shadows{"other": {Ranker: recommend.Original}}
		}},
		{"search engine", []string{"INDEX=milvus://h:19530/shop", "MILVUS_TLS=false", "MILVUS_TOKEN=root:x", "MILVUS_DEADLINE=1s"}, func(c *Config) {
			c.Index, c.MilvusTLS, c.MilvusToken, c.MilvusDeadline = "milvus://h:19530/shop", new(bool), "root:x", time.Second
		}},
		{"emulators on a laptop", []string{"FIRESTORE_EMULATOR_HOST=127.0.0.1:8080"}, func(*Config) {}},
		{"empty emulator address", []string{"K_SERVICE=click", "FIRESTORE_EMULATOR_HOST="}, func(c *Config) { c.Service = "click" }},
		{"values with an equals sign", []string{"SNAPSHOT_DIR=/a=b", "OTHER", "=C:=odd"}, func(c *Config) { c.SnapshotDir = "/a=b" }},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			want := defaults()
			tt.change(&want)
			got, err := Load(slices.Concat(needed, tt.environ))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("Load (-want +got):\n%s", diff)
			}
		})
	}
}

func TestLoadRefuses(t *testing.T) {
	tests := []struct {
		name    string
		environ []string
		want    string
	}{
		{"empty environment", nil, "GOOGLE_CLOUD_PROJECT"},
		{"no bucket", needed[:1], "BUCKET"},
		{"not a duration", append(needed, "REFRESH_EVERY=often"), `RefreshEvery: time: invalid duration "often"`},
		{"zero interval", append(needed, "REFRESH_EVERY=0s"), "REFRESH_EVERY: 0s is not positive"},
		{"negative interval", append(needed, "CHANGES_EVERY=-1s"), "CHANGES_EVERY: -1s is negative"},
		{"negative interval of rules", append(needed, "RULES_EVERY=-1s"), "RULES_EVERY: -1s is negative"},
		{"another search engine", append(needed, "INDEX=elastic://h:1/c"), `INDEX: scheme "elastic" is not "milvus"`},
		{"no deadline of the search engine", append(needed, "MILVUS_DEADLINE=0s"), "MILVUS_DEADLINE: 0s is not positive"},
		{"negative timeout", append(needed, "REQUEST_TIMEOUT=-1s"), "REQUEST_TIMEOUT: -1s is not positive"},
		{"negative rate", append(needed, "RATE_PER_USER=-1"), "RATE_PER_USER: -1 is not between"},
		{"rate without an account that is too high", append(needed, "RATE_ANONYMOUS=1e7"), "RATE_ANONYMOUS: 1e+07 is not between"},
		{"rate that is not a number", append(needed, "RATE_PER_ADDRESS=NaN"), "RATE_PER_ADDRESS: NaN is not between"},
		{"negative proxies", append(needed, "TRUSTED_PROXIES=-1"), "TRUSTED_PROXIES: -1 is negative"},
		{"zero time to live", append(needed, "INTERACTION_TTL=0s"), "INTERACTION_TTL: 0s is not positive"},
		{"no attribution", append(needed, "ATTRIBUTION_WINDOW=0s"), "ATTRIBUTION_WINDOW: 0s is not positive"},
		{"no threads", append(needed, "ONNX_THREADS=0"), "ONNX_THREADS: 0 is less than 1"},
		{"empty query cache", append(needed, "QUERY_CACHE=0"), "QUERY_CACHE: 0 is less than 1"},
		{"unknown level", append(needed, "LOG_LEVEL=loud"), "LogLevel"},
		{"too much exploration", append(needed, "CARD_EXPLORATION=0.6"), "CARD_EXPLORATION: 0.6 is not between 0 and 0.5"},
		{"unknown shadow setting", append(needed, `CARD_SHADOWS={"a": {"speed": 1}}`), `unknown field "speed"`},
		{"invalid shadow setting", append(needed, `CARD_SHADOWS={"a": {"diversity": 2}}`), "a.diversity: is 2, not 0 to 1"},
		{"unknown ranker", append(needed, "CARD_RANKER=best"), `CARD_RANKER: "best" is not interests or original`},
		{"unknown format", append(needed, "LOG_FORMAT=xml"), `LOG_FORMAT: "xml" is not json or text`},
		{"unknown protocol", append(needed, "OTEL_EXPORTER_OTLP_ENDPOINT=http://c", "OTEL_EXPORTER_OTLP_PROTOCOL=grpc"), `OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" is not http/protobuf`},
		{"unknown variant", append(needed, "FAISS_VARIANT=sse2"), `FAISS_VARIANT: "sse2" is not avx2 or avx512`},
		{"emulator on Cloud Run", append(needed, "K_SERVICE=click", "SOME_EMULATOR_HOST=x"), "SOME_EMULATOR_HOST is set on Cloud Run"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := Load(tt.environ); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("Load(%q) = %v, want an error that contains %q", tt.environ, err, tt.want)
			}
		})
	}
}

func TestLogger(t *testing.T) {
	for format, want := range map[string]string{"json": `"message":"configured","config":{"project":"demo-p","bucket":"demo-b"`, "text": "msg=configured config.project=demo-p"} {
		c := defaults()
		c.LogFormat = format
		var out bytes.Buffer
		c.Logger(&out).Info("configured", "config", c)
		if !strings.Contains(out.String(), want) {
			t.Errorf("%s log %q lacks %q", format, &out, want)
		}
	}
}

func TestNativeDir(t *testing.T) {
	folder := func(parts ...string) string {
		dir := filepath.Join(append([]string{t.TempDir()}, parts...)...)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	root := func(native string) string { return filepath.Dir(filepath.Dir(native)) }
	app, deployed, local := folder("native", "out"), folder("serverless_function_source_code", "native", "out"), folder("native", "out")
	tests := []struct {
		name, cwd string
		config    Config
		want      string // "": an error
	}{
		{"NATIVE_DIR", t.TempDir(), Config{NativeDir: "/anywhere", AppRoot: root(app)}, "/anywhere"},
		{"APP_ROOT", root(local), Config{AppRoot: root(app)}, app},
		{"deployed", filepath.Dir(root(deployed)), Config{}, deployed},
		{"local", root(local), Config{}, local},
		{"APP_ROOT without the folder", root(local), Config{AppRoot: t.TempDir()}, local},
		{"nowhere", t.TempDir(), Config{AppRoot: "/app"}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Chdir(tt.cwd)
			got, err := tt.config.nativeDir()
			if got != tt.want || (err == nil) != (tt.want != "") {
				t.Errorf("nativeDir() = %q, %v, want %q", got, err, tt.want)
			}
			if err != nil && !strings.Contains(err.Error(), "/app/native/out, serverless_function_source_code/native/out, native/out") {
				t.Errorf("error %q does not list the folders that were tried", err)
			}
		})
	}
}
