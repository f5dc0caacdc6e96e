package metrics_test

import (
	"testing"

	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/metrics/metricstest"
)

func TestMemory(t *testing.T) {
	metricstest.TestStore(t, func(*testing.T) metrics.Store { return new(metrics.Memory) })
}

func TestRecentMemory(t *testing.T) {
	metricstest.TestRecentStore(t, func(*testing.T) metrics.RecentStore { return new(metrics.RecentMemory) })
}
