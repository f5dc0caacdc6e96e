package onnx

import (
	"context"
	"errors"
	"math"
	"testing"
	"testing/synctest"
)

func TestEmbedQueryStopsWaitingWhenContextEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		busy := &Embedder{free: make(chan *buffers)} // no free buffers: every run is in use
		ctx, cancel := context.WithCancel(t.Context())
		result := make(chan error, 1)
		go func() {
			_, err := busy.EmbedQuery(ctx, "bluetooth speaker")
			result <- err
		}()
		synctest.Wait()
		select {
		case err := <-result:
			t.Fatalf("EmbedQuery did not wait: %v", err)
		default:
		}
		cancel()
		if err := <-result; !errors.Is(err, context.Canceled) {
			t.Errorf("EmbedQuery = %v, want %v", err, context.Canceled)
		}
	})
}

func TestUnit(t *testing.T) {
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	for _, c := range []struct {
		name string
		v    []float32
		want []float32 // nil means an error
	}{
		{"scaled", []float32{3, 0, -4}, []float32{0.6, 0, -0.8}},
		{"large values", []float32{3e30, 4e30}, []float32{0.6, 0.8}},
		{"zeros", []float32{0, 0}, nil},
		{"not a number", []float32{1, nan}, nil},
		{"infinite", []float32{1, inf}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := unit(c.v)
			if (err != nil) != (c.want == nil) || len(got) != len(c.want) {
				t.Fatalf("unit(%v) = %v, %v, want %v", c.v, got, err, c.want)
			}
			for i := range got {
				if math.Abs(float64(got[i]-c.want[i])) > 1e-7 {
					t.Errorf("unit(%v) = %v, want %v", c.v, got, c.want)
				}
			}
		})
	}
}
