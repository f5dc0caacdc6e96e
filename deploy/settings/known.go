package settings

import (
	"fmt"
	"slices"
	"strings"
)

// Builder is the name of the only target that is a job. All other targets are functions.
const Builder = "index-builder"

// functionSettings are the settings in functions/internal/wire/config.go that an operator may change.
var functionSettings = []string{
	"APP_CHECK", "ATTRIBUTION_WINDOW", "CARD_EXPLORATION", "CARD_RANKER", "CARD_SHADOWS", "CHANGES_EVERY", "CHECKOUT_URL", "DEMO_CHECKOUT", "FAISS_VARIANT", "INDEX", "INTERACTION_TTL", "LOG_FORMAT", "LOG_LEVEL", "MILVUS_DEADLINE", "MILVUS_TLS", "NATIVE_DIR", "ONNX_THREADS",
	"PURCHASE_SERVICE_ACCOUNTS", "QUERY_CACHE", "RATE_ANONYMOUS", "RATE_PER_ADDRESS", "RATE_PER_USER", "REFRESH_EVERY", "REQUEST_TIMEOUT", "RULES_EVERY", "SEARCH_ADULT", "SEARCH_SOLD_OUT",
	"SNAPSHOT_DIR", "TRUSTED_PROXIES", "USER_CHECK_EVERY",
}

// builderSettings are the settings in index-builder/config.go that an operator may change.
var builderSettings = []string{"ALLOW_SHRINK", "BUILD_EVERY", "COMPANION_PRODUCTS", "FULL", "HISTORY_CLICKS", "HISTORY_SEARCHES", "HISTORY_VISITS", "INDEX", "MILVUS_INDEX", "MILVUS_TLS", "NATIVE_DIR", "WORKERS"}

// engineSettings are the settings of the search engine, which only some functions use.
var engineSettings = []string{indexSetting, "MILVUS_DEADLINE", "MILVUS_TLS"}

// sdkPrefix is the prefix of the settings of OpenTelemetry's SDK, which every program reads.
const sdkPrefix = "OTEL_"

// deployed are the settings that deploy.sh computes.
var deployed = []string{"GOOGLE_CLOUD_PROJECT", "BUCKET"}

// platform are the variables that Google's platform sets.
var platform = []string{
	"APP_ROOT", "CLOUD_RUN_EXECUTION", "CLOUD_RUN_JOB", "CLOUD_RUN_TASK_COUNT", "CLOUD_RUN_TASK_INDEX", "FUNCTION_SIGNATURE_TYPE",
	"FUNCTION_TARGET", "K_CONFIGURATION", "K_REVISION", "K_SERVICE", "LOG_EXECUTION_ID", "PORT",
}

// reads reports whether the target reads the setting. The target "" reads what any function does.
func reads(target, name string) bool {
	if strings.HasPrefix(name, sdkPrefix) {
		return true
	}
	if target == Builder {
		return slices.Contains(builderSettings, name)
	}
	if slices.Contains(engineSettings, name) && target != "" && !usesEngine(target) {
		return false
	}
	return slices.Contains(functionSettings, name)
}

// checkReserved returns an error for a name that no operator may set or remove.
func checkReserved(name string) error {
	switch {
	case name == tokenSetting:
		return fmt.Errorf("%s is reserved: pass the token to deploy.sh in MILVUS_TOKEN_SECRET or MILVUS_TOKEN_FILE, so that it stays secret", name)
	case slices.Contains(deployed, name):
		return fmt.Errorf("%s is reserved: deploy.sh sets it", name)
	case slices.Contains(platform, name):
		return fmt.Errorf("%s is reserved: the platform sets it", name)
	case strings.HasSuffix(name, "_EMULATOR_HOST"):
		return fmt.Errorf("%s is reserved: nothing in production may use an emulator", name)
	}
	return nil
}

// checkKnown returns an error for a name that no program reads.
func checkKnown(name string) error {
	if err := checkReserved(name); err != nil {
		return err
	}
	if !reads("", name) && !reads(Builder, name) {
		return fmt.Errorf("%s is not a setting; README.md lists the settings", name)
	}
	return nil
}
