package feed_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/feed"
	"shopfyp.dev/shared/feed/feedtest"
)

func TestMemory(t *testing.T) {
	feedtest.TestStore(t, func(*testing.T) feed.Store { return new(feed.Memory) })
}

func TestAddMergesFiles(t *testing.T) {
	var i feed.Import
	i.Add(10, 3, 1, []feed.Reason{{Text: "title is empty", Count: 2, File: "a.csv", Line: 4}, {Text: "other", Count: 1, File: "a.csv", Line: 6}})
	i.Add(5, 4, 0, []feed.Reason{{Text: "other", Count: 4, File: "b.csv", Line: 2}})
	want := feed.Import{Rows: 15, Rejected: 7, Duplicates: 1, Reasons: []feed.Reason{
		{Text: "other", Count: 5, File: "a.csv", Line: 6}, {Text: "title is empty", Count: 2, File: "a.csv", Line: 4},
	}}
	if diff := cmp.Diff(want, i); diff != "" {
		t.Errorf("after two files (-want +got):\n%s", diff)
	}
}
