package recommend

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/vectortest"
)

// onACircle returns an index of unit vectors. Row i has the angle degrees[i].
func onACircle(t *testing.T, degrees ...float64) vector.Index {
	t.Helper()
	var vectors []float32
	for _, d := range degrees {
		vectors = append(vectors, at(d)...)
	}
	index, err := vector.NewFlat(2, vectors)
	if err != nil {
		t.Fatal(err)
	}
	return index
}

// at returns the unit vector at an angle.
func at(degrees float64) []float32 {
	r := degrees * math.Pi / 180
	return []float32{float32(math.Cos(r)), float32(math.Sin(r))}
}

func toward(index vector.Index, degrees float64, id string, skip map[int64]bool) interest {
	return interest{reason: Reason{Type: BecauseSearch, InteractionID: id}, near: newNeighbors(index, at(degrees), skip)}
}

// chosenBy returns the rows that interleave picks, and the ID of the interaction behind each pick.
func chosenBy(t *testing.T, index vector.Index, interests []interest, dismissed [][]float32, n int) (rows []int64, by []string) {
	t.Helper()
	picks, err := interleave(index, interests, dismissed, diversityOf(&Settings{}), n)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range picks {
		rows, by = append(rows, p.row), append(by, p.reason.InteractionID)
	}
	return rows, by
}

func TestInterleaveAllocatesByDHondt(t *testing.T) {
	var degrees []float64
	for i := range 300 {
		degrees = append(degrees, float64(i)) // one row per degree
	}
	index := onACircle(t, degrees...)
	three := func() []interest {
		return []interest{toward(index, 20, "new", nil), toward(index, 120, "middle", nil), toward(index, 220, "old", nil)}
	}
	rows, by := chosenBy(t, index, three(), nil, 9)
	// quotients: 1, 1/2, 1/3 …; .6, .3, .2 …; .36, .18 …
	want := []string{"new", "middle", "new", "old", "new", "middle", "new", "new", "middle"}
	if diff := cmp.Diff(want, by); diff != "" {
		t.Errorf("interests of the picks (-want +got):\n%s", diff)
	}
	if rows[0] != 20 || rows[1] < 116 || rows[1] > 124 {
		t.Errorf("first rows = %v, want 20, then a row within 4 degrees of 120", rows[:2])
	}
	if short, _ := chosenBy(t, index, three(), nil, 4); !slices.Equal(short, rows[:4]) {
		t.Errorf("card of 4 = %v, want a prefix of %v", short, rows)
	}
}

func TestInterleaveHasNoDuplicates(t *testing.T) {
	index := onACircle(t, 10, 11, 12)
	rows, by := chosenBy(t, index, []interest{toward(index, 10, "new", nil), toward(index, 10, "old", nil)}, nil, 9)
	if slices.Sort(rows); !slices.Equal(rows, []int64{0, 1, 2}) || by[0] != "new" {
		t.Errorf("rows = %v for interests %v, want each row once and the first for the newest interest", rows, by)
	}
}

func TestInterleaveIsVaried(t *testing.T) {
	index := onACircle(t, -10, -10.1, -10.2, 12, 90)
	rows, _ := chosenBy(t, index, []interest{toward(index, 0, "", nil)}, nil, 2)
	if !slices.Equal(rows, []int64{0, 3}) {
		t.Errorf("rows = %v, want the nearest row, then row 3 instead of near duplicates", rows)
	}
}

func TestDismissalsLowerSimilarProducts(t *testing.T) {
	index := onACircle(t, 0, 1, 2, -30, -31)
	skip := map[int64]bool{0: true} // the dismissed product itself
	near := func() []interest { return []interest{toward(index, -10, "", skip)} }
	before, _ := chosenBy(t, index, near(), nil, 1)
	after, _ := chosenBy(t, index, near(), [][]float32{at(0)}, 1)
	if before[0] != 1 || after[0] != 3 {
		t.Errorf("first row = %d, and %d after the dismissal of 0; want 1, a neighbor of 0, then 3", before[0], after[0])
	}
}

func TestInterleaveSearchesDeeperPastDismissedProducts(t *testing.T) {
	degrees := make([]float64, 60) // all equal to the dismissed product
	degrees = append(degrees, 30)  // a different product, far beyond the first search
	index := onACircle(t, degrees...)
	rows, _ := chosenBy(t, index, []interest{toward(index, 0, "", nil)}, [][]float32{at(0)}, 1)
	if !slices.Equal(rows, []int64{60}) {
		t.Errorf("rows = %v, want row 60, the only one unlike the dismissed product", rows)
	}
}

func TestInterleaveExhaustsTheIndex(t *testing.T) {
	index := onALine(t, 100)
	skip := make(map[int64]bool)
	for _, r := range rows(0, 97) {
		skip[r] = true
	}
	got, _ := chosenBy(t, index, []interest{interestAt(index, 10, "", skip)}, nil, 9)
	if slices.Sort(got); !slices.Equal(got, []int64{97, 98, 99}) {
		t.Errorf("rows = %v, want all rows that are not excluded", got)
	}
	if none, _ := chosenBy(t, index, nil, nil, 9); none != nil {
		t.Errorf("rows without interests = %v, want none", none)
	}
}

// A countedIndex counts its searches.
type countedIndex struct {
	vector.Index
	searches int
	maxK     int
}

func (c *countedIndex) Search(q []float32, k int) ([]vector.Hit, error) {
	c.searches++
	c.maxK = max(c.maxK, k)
	return c.Index.Search(q, k)
}

// TestOrdinaryCardNeedsFewSearches limits the searches. With a million products, they take most of the time of a card.
func TestOrdinaryCardNeedsFewSearches(t *testing.T) {
	index := &countedIndex{Index: clustered(t, 2_000)}
	if _, err := interleave(index, threeInterests(index), nil, diversityOf(&Settings{}), 3); err != nil {
		t.Fatal(err)
	}
	if index.searches > 3 || index.maxK > firstDepth {
		t.Errorf("card took %d searches of up to %d neighbors, want at most 3 of %d", index.searches, index.maxK, firstDepth)
	}
}

func clustered(tb testing.TB, n int) vector.Index {
	tb.Helper()
	index, err := vector.NewFlat(384, vectortest.Clustered(1, n, 384, max(1, n/20)))
	if err != nil {
		tb.Fatal(err)
	}
	return index
}

func threeInterests(index vector.Index) (all []interest) {
	for row := range int64(3) {
		vec, err := index.Vector(row * 7)
		if err != nil {
			panic(err)
		}
		all = append(all, interest{near: newNeighbors(index, vec, map[int64]bool{row * 7: true})})
	}
	return all
}

// BenchmarkCard compares the rankers and logs the ratio of their times.
func BenchmarkCard(b *testing.B) {
	index := clustered(b, 20_000)
	dismissed := [][]float32{slices.Repeat([]float32{.05}, 384)}
	var ours, theirs testing.BenchmarkResult
	b.Run("interests", func(b *testing.B) {
		for b.Loop() {
			if _, err := interleave(index, threeInterests(index), dismissed, diversityOf(&Settings{}), 3); err != nil {
				b.Fatal(err)
			}
		}
		ours = testing.BenchmarkResult{N: b.N, T: b.Elapsed()}
	})
	b.Run("related", func(b *testing.B) {
		rows := make([]int64, maxRelated)
		for i := range rows {
			rows[i] = int64(10_000 + 100*i)
		}
		for b.Loop() {
			all := threeInterests(index)
			for i := range all {
				all[i] = relatedWith(all[i], 1, rows...)
			}
			if _, err := interleave(index, all, dismissed, diversityOf(&Settings{}), 3); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("original", func(b *testing.B) {
		for b.Loop() {
			if _, err := original(threeInterests(index), 3, seededShuffle(1)); err != nil {
				b.Fatal(err)
			}
		}
		theirs = testing.BenchmarkResult{N: b.N, T: b.Elapsed()}
	})
	if ours.N > 0 && theirs.N > 0 {
		b.Logf("ratio of the interests ranker's time to the original's: %.2f", float64(ours.NsPerOp())/float64(theirs.NsPerOp()))
	}
}
