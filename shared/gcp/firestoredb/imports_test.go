package firestoredb

import (
	"testing"

	"shopfyp.dev/shared/feed"
	"shopfyp.dev/shared/feed/feedtest"
)

func TestImports(t *testing.T) {
	feedtest.TestStore(t, func(t *testing.T) feed.Store { return NewImports(open(t)) })
}
