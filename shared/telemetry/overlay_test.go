package telemetry

import (
	"testing"
	"time"

	"shopfyp.dev/shared/telemetry/collectortest"
)

func TestOverlay(t *testing.T) {
	c := collectortest.Start(t)
	x := open(t, c.URL)
	polled := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	info := OverlayInfo{Rows: 7, Reduced: 2, Bytes: 9000}
	if err := x.Overlay(func() time.Time { return polled.Add(3 * time.Second) }, func() OverlayInfo { return info }); err != nil {
		t.Fatal(err)
	}
	if err := x.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	if p, ok := c.Point("shopfyp.overlay.age"); ok {
		t.Errorf("age before the first read = %+v, want no point", p)
	}
	info.Polled = polled
	if err := x.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	checkPoint(t, c, 7, "shopfyp.overlay.rows")
	checkPoint(t, c, 2, "shopfyp.overlay.reduced")
	checkPoint(t, c, 9000, "shopfyp.overlay.memory")
	checkPoint(t, c, 3, "shopfyp.overlay.age")
}
