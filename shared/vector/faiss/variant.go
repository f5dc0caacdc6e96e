package faiss

import (
	"fmt"
	"runtime"

	"golang.org/x/sys/cpu"
)

// A Variant names the instruction set that a library was built for.
type Variant string

// The variants that native/build-faiss.sh builds.
const (
	AVX2   Variant = "avx2"
	AVX512 Variant = "avx512" // with the subsets F, BW, DQ, VL and CD, which all server CPUs with AVX-512 support
)

func bestVariant() (Variant, error) {
	for _, v := range []Variant{AVX512, AVX2} {
		if v.supported() {
			return v, nil
		}
	}
	return "", fmt.Errorf("no library supports this CPU (%s without AVX2)", runtime.GOARCH)
}

func (v Variant) supported() bool {
	x := &cpu.X86
	avx2 := x.HasAVX2 && x.HasFMA && x.HasPOPCNT
	switch v {
	case AVX2:
		return avx2
	case AVX512:
		return avx2 && x.HasAVX512F && x.HasAVX512BW && x.HasAVX512DQ && x.HasAVX512VL && x.HasAVX512CD
	}
	return false
}

func (v Variant) file() string { return "libshopfyp_faiss_" + string(v) + ".so" }
