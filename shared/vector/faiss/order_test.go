package faiss

import (
	"slices"
	"testing"
)

func TestOrderByList(t *testing.T) {
	order, start := orderByList([]int64{2, 0, 2, 3, 0, 2}, 5)
	if want := []int64{1, 4, 0, 2, 5, 3}; !slices.Equal(order, want) {
		t.Errorf("order = %v, want %v", order, want)
	}
	if want := []int64{0, 2, 2, 5, 6, 6}; !slices.Equal(start, want) {
		t.Errorf("start = %v, want %v", start, want)
	}
}

func TestSample(t *testing.T) {
	vectors := []float32{0, 10, 1, 11, 2, 12, 3, 13, 4, 14}
	tests := []struct{ size, want int }{{0, 0}, {3, 3}, {5, 5}, {9, 5}}
	for _, tt := range tests {
		got := sample(2, vectors, tt.size)
		seen := map[float32]bool{}
		for row := range slices.Chunk(got, 2) {
			if row[1] != row[0]+10 || seen[row[0]] {
				t.Errorf("sample of %d = %v, want complete rows without duplicates", tt.size, got)
			}
			seen[row[0]] = true
		}
		if len(seen) != tt.want {
			t.Errorf("sample of %d has %d rows, want %d", tt.size, len(seen), tt.want)
		}
		if again := sample(2, vectors, tt.size); !slices.Equal(got, again) {
			t.Errorf("two samples of %d differ: %v and %v", tt.size, got, again)
		}
	}
}
