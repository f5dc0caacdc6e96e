package recommend

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/vector"
)

// onALine returns an index of n vectors of dimension 1. Row i has the vector (i).
func onALine(t *testing.T, n int) vector.Index {
	t.Helper()
	vectors := make([]float32, n)
	for i := range vectors {
		vectors[i] = float32(i)
	}
	index, err := vector.NewFlat(1, vectors)
	if err != nil {
		t.Fatal(err)
	}
	return index
}

// interestAt returns an interest in rows near x.
func interestAt(index vector.Index, x float32, id string, skip map[int64]bool) interest {
	return interest{reason: Reason{Type: BecauseSearch, InteractionID: id}, near: newNeighbors(index, []float32{x}, skip)}
}

// unshuffled is a shuffle that keeps the order.
func unshuffled(int, func(i, j int)) {}

// reversed is a shuffle that reverses the order.
func reversed(n int, swap func(i, j int)) {
	for i := range n / 2 {
		swap(i, n-1-i)
	}
}

func TestOriginal(t *testing.T) {
	index := onALine(t, 100)
	tests := []struct {
		name    string
		at      []float32 // vectors of the interests, newest first
		skip    []int64
		n       int
		shuffle func(int, func(i, j int))
		want    []int64
	}{
		{"three nearest rows for each interest, newest interest first", []float32{10, 50, 90}, nil, 9, unshuffled, []int64{10, 9, 11, 50, 49, 51, 90, 89, 91}},
		{"only the first n", []float32{10, 50, 90}, nil, 3, unshuffled, []int64{10, 9, 11}},
		{"shuffled before the cut", []float32{10, 50, 90}, nil, 3, reversed, []int64{91, 89, 90}},
		{"no duplicates", []float32{10, 10}, nil, 3, unshuffled, []int64{10, 9, 11}},
		{"interests take turns to replace duplicates, unshuffled", []float32{10, 10.4}, nil, 6, reversed, []int64{11, 9, 10, 8, 12, 7}},
		{"next rows replace excluded ones", []float32{10}, []int64{10, 11}, 3, unshuffled, []int64{9, 8, 12}},
		{"many excluded rows", []float32{10}, rows(0, 97), 3, unshuffled, []int64{97, 98, 99}},
		{"fewer than n when the index is exhausted", []float32{10}, rows(0, 98), 3, unshuffled, []int64{98, 99}},
		{"no interests", nil, nil, 3, unshuffled, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			skip := make(map[int64]bool)
			for _, r := range tt.skip {
				skip[r] = true
			}
			var interests []interest
			for _, x := range tt.at {
				interests = append(interests, interestAt(index, x, "", skip))
			}
			picks, err := original(interests, tt.n, tt.shuffle)
			if err != nil {
				t.Fatal(err)
			}
			var got []int64
			for _, p := range picks {
				got = append(got, p.row)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("original(%v, %d) rows (-want +got):\n%s", tt.at, tt.n, diff)
			}
		})
	}
}

func rows(from, to int64) (out []int64) {
	for r := from; r < to; r++ {
		out = append(out, r)
	}
	return out
}

func TestOriginalCountsDuplicatesForTheNewestInterest(t *testing.T) {
	index := onALine(t, 100)
	interests := []interest{interestAt(index, 10, "new", nil), interestAt(index, 10, "old", nil)}
	picks, err := original(interests, 3, unshuffled)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range picks {
		if p.reason.InteractionID != "new" {
			t.Errorf("row %d has the reason of interaction %q, want that of the newest", p.row, p.reason.InteractionID)
		}
	}
}

func TestSeededShuffleRepeats(t *testing.T) {
	order := func(seed uint64) []int {
		s := []int{0, 1, 2, 3, 4, 5, 6, 7, 8}
		seededShuffle(seed)(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
		return s
	}
	if diff := cmp.Diff(order(7), order(7)); diff != "" {
		t.Errorf("two shuffles with the same seed differ:\n%s", diff)
	}
	if cmp.Equal(order(7), order(8)) {
		t.Error("two seeds give the same order")
	}
}
