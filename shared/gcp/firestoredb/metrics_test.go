package firestoredb

import (
	"testing"

	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/metrics/metricstest"
)

func TestMetrics(t *testing.T) {
	metricstest.TestStore(t, func(t *testing.T) metrics.Store { return NewMetrics(open(t)) })
}
