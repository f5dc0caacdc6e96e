package snapshot_test

import (
	"errors"
	"testing"

	"shopfyp.dev/shared/snapshot"
)

func TestActivate(t *testing.T) {
	b := snapshot.NewMemoryBucket()
	if all, err := snapshot.Versions(t.Context(), b); err != nil || len(all) != 0 {
		t.Errorf("Versions of an empty bucket = %v, %v", all, err)
	}
	for _, version := range []string{"v1", "v2", "v3"} {
		publish(t, b, version, version)
	}
	all, err := snapshot.Versions(t.Context(), b)
	if err != nil || len(all) != 3 || all[0].Version != "v3" || all[2].Version != "v1" {
		t.Fatalf("Versions = %+v, %v, want v3 to v1", all, err)
	}
	for _, tt := range []struct {
		version string
		held    bool
	}{{"v2", true}, {"v1", true}, {"v3", false}} {
		if err := snapshot.Activate(t.Context(), b, tt.version); err != nil {
			t.Fatal(err)
		}
		m, _, err := snapshot.Current(t.Context(), b)
		held, heldErr := snapshot.Held(t.Context(), b)
		if m.Version != tt.version || held != tt.held || errors.Join(err, heldErr) != nil {
			t.Errorf("after Activate(%s): version %s, held %t, %v, want held %t", tt.version, m.Version, held, errors.Join(err, heldErr), tt.held)
		}
	}
	for _, version := range []string{"v9", "", "../v1"} {
		if err := snapshot.Activate(t.Context(), b, version); !errors.Is(err, snapshot.ErrNoVersion) {
			t.Errorf("Activate(%q) = %v, want ErrNoVersion", version, err)
		}
	}
	if m, _, err := snapshot.Current(t.Context(), b); m.Version != "v3" || err != nil {
		t.Errorf("an unknown version replaced v3 by %q (%v)", m.Version, err)
	}
}

func TestDamagedVersionsAreNotListed(t *testing.T) {
	b := snapshot.NewMemoryBucket()
	publish(t, b, "v1", "x")
	write(t, b, "indexes/v2/manifest.json", `{"version": "v2"}`)
	write(t, b, "indexes/v3/index.faiss", "still uploading")
	all, err := snapshot.Versions(t.Context(), b)
	if err != nil || len(all) != 1 || all[0].Version != "v1" {
		t.Errorf("Versions = %+v, %v, want v1 only", all, err)
	}
	if err := snapshot.Activate(t.Context(), b, "v2"); !errors.Is(err, snapshot.ErrNoVersion) {
		t.Errorf("Activate of a damaged version = %v, want ErrNoVersion", err)
	}
}
