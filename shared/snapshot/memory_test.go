package snapshot_test

import (
	"testing"

	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/snapshot/snapshottest"
)

func TestMemoryBucket(t *testing.T) {
	snapshottest.TestBucket(t, func(*testing.T) snapshot.Bucket { return snapshot.NewMemoryBucket() })
}
