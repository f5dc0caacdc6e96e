package folder

import (
	"testing"

	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/snapshot/snapshottest"
)

func TestBucket(t *testing.T) {
	snapshottest.TestBucket(t, func(t *testing.T) snapshot.Bucket { return New(t.TempDir()) })
}
