package faiss

import "testing"

func TestSpecForReturnsTypeBySize(t *testing.T) {
	tests := []struct {
		count, dim int
		want       string
	}{
		{0, 384, "Flat"},
		{10_000, 384, "Flat"},
		{10_001, 384, "IVF512,PQ96x4fs,Refine(SQfp16)"},
		{60_000, 384, "IVF1024,PQ96x4fs,Refine(SQfp16)"},
		{60_000, 388, "IVF1024,SQfp16"},
		{1_000_000, 384, "IVF4096,PQ96x4fs,Refine(SQfp16)"},
		{1_000_000, 8, "IVF4096,PQ2x4fs,Refine(SQfp16)"},
		{5_000_000, 384, "IVF8192,PQ96x4fs,Refine(SQfp16)"},
		{10_000_000, 384, "IVF8192,PQ64x4fs,Refine(SQ8)"},
		{100_000_000, 64, "IVF8192,PQ16x4fs,Refine(SQfp16)"}, // 64 is not divisible by largePartSize
	}
	for _, tt := range tests {
		if got := SpecFor(tt.count, tt.dim).String(); got != tt.want {
			t.Errorf("SpecFor(%d, %d) = %s, want %s", tt.count, tt.dim, got, tt.want)
		}
	}
}

func TestParseSpecInvertsString(t *testing.T) {
	for _, want := range []Spec{{}, {Lists: 1}, {Lists: 1024}, {Lists: 4096, Element: Float16}, {Lists: 4096, Element: Float16, Parts: 96},
		{Lists: 16384, Element: Uint8, Parts: 64}} {
		if got, err := ParseSpec(want.String()); err != nil || got != want {
			t.Errorf("ParseSpec(%q) = %+v, %v, want %+v", want.String(), got, err, want)
		}
	}
	for _, name := range []string{"", "flat", "Flat ", "IVF", "IVF,Flat", "IVF0,Flat", "IVF-4,Flat", "IVF016,Flat",
		"IVF16,PQ8", "IVF16", "IVF16,Flat,RFlat", "HNSW32", "IVF99999999999999999999,Flat", "IVF2000000,Flat",
		"IVF16,PQ8x4fs", "IVF16,PQ7x4fs,Refine(SQfp16)", "IVF16,PQ0x4fs,Refine(SQfp16)", "IVF16,PQ-8x4fs,Refine(SQfp16)",
		"IVF16,SQ8", "IVF16,PQ8x4fs,Refine(SQ4)", "IVF16,PQ8x4fs,Refine(SQ8),", "IVF16,Refine(SQfp16)", "IVF0,PQ8x4fs,Refine(SQfp16)"} {
		if got, err := ParseSpec(name); err == nil {
			t.Errorf("ParseSpec(%q) = %+v, want an error", name, got)
		}
	}
}

func TestValidateRejectsInvalidSpecs(t *testing.T) {
	for _, spec := range []Spec{{Lists: -1}, {Lists: maxLists + 1}, {Element: Float16}, {Lists: 4, Parts: 2}, {Lists: 4, Element: Float16, Parts: 3},
		{Lists: 4, Element: Float16, Parts: -2}, {Lists: 4, Element: Uint8}, {Lists: 4, Element: 3}, {Lists: 4, Element: -1}} {
		if err := spec.Validate(); err == nil {
			t.Errorf("Validate(%+v) = nil, want an error", spec)
		}
	}
}
