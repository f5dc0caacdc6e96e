package onnx

import (
	"errors"
	"fmt"
	"math"
	"runtime"

	ort "github.com/yalue/onnxruntime_go"
)

// buffers holds the inputs and the output of one run. Later runs reuse them, so that a long text needs no
// more allocations than a short one.
type buffers struct {
	ids   [maxTokens]int64
	mask  [maxTokens]int64 // all ones: there is no padding
	types [maxTokens]int64 // all zeros: one sentence
	out   [maxTokens * Dim]float32
}

func newBuffers() *buffers {
	b := new(buffers)
	for i := range b.mask {
		b.mask[i] = 1
	}
	return b
}

// run runs the model on the first n ids and returns the text's vector.
// It pins b, because the tensors give C code pointers into it.
func (b *buffers) run(s session, n int) (vector []float32, err error) {
	var pin runtime.Pinner
	pin.Pin(b)
	defer pin.Unpin()

	var inputs [3]ort.Value
	for i, data := range [][]int64{b.ids[:n], b.mask[:n], b.types[:n]} {
		t, err := ort.NewTensor(ort.NewShape(1, int64(n)), data)
		if err != nil {
			return nil, fmt.Errorf("input %s: %w", inputNames[i], err)
		}
		defer t.Destroy()
		inputs[i] = t
	}
	out, err := ort.NewTensor(ort.NewShape(1, int64(n), Dim), b.out[:n*Dim])
	if err != nil {
		return nil, fmt.Errorf("output: %w", err)
	}
	defer out.Destroy()
	if err := s.Run(inputs[:], []ort.Value{out}); err != nil {
		return nil, fmt.Errorf("%d tokens: %w", n, err)
	}
	return unit(b.out[:Dim])
}

// unit returns a copy of v, the output for [CLS], scaled to length 1.
func unit(v []float32) ([]float32, error) {
	var sum float64
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if !(sum > 0) || math.IsInf(sum, 1) {
		return nil, errors.New("the model's output is zero or not finite")
	}
	scale := 1 / math.Sqrt(sum)
	u := make([]float32, len(v))
	for i, x := range v {
		u[i] = float32(float64(x) * scale)
	}
	return u, nil
}
