package firestoredb

import (
	"testing"

	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/metrics/metricstest"
)

func TestRecentEvents(t *testing.T) {
	metricstest.TestRecentStore(t, func(t *testing.T) metrics.RecentStore { return NewRecentEvents(open(t)) })
}
