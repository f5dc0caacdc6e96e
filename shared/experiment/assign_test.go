package experiment_test

import (
	"fmt"
	"math"
	"testing"

	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/recommend"
)

func ptr[T any](v T) *T { return &v }

// running returns a running experiment with an arm for each weight: a0, a1, …
func running(id string, ramp float64, weights ...int) experiment.Experiment {
	e := experiment.Experiment{ID: id, Name: "Test", Ramp: ramp, State: experiment.Running}
	for i, weight := range weights {
		e.Arms = append(e.Arms, experiment.Arm{ID: fmt.Sprint("a", i), Weight: weight})
	}
	return e
}

const shoppers = 50_000

// armsOf returns the label of each shopper's arm in an experiment, "" for those who do not take part.
func armsOf(e experiment.Experiment) []string {
	labels := make([]string, shoppers)
	for i := range labels {
		labels[i] = experiment.Assign([]experiment.Experiment{e}, fmt.Sprintf("user-%d", i)).Arms[e.ID]
	}
	return labels
}

func armOf(t *testing.T, label string) (arm string, bucket int) {
	t.Helper()
	arm, bucket, ok := experiment.ParseLabel(label)
	if !ok {
		t.Fatalf("ParseLabel(%q) fails", label)
	}
	return arm, bucket
}

// checkShares fails unless counts have the expected shares of their sum, within five standard errors.
func checkShares[K comparable](t *testing.T, counts map[K]int, shares map[K]float64) {
	t.Helper()
	total := 0
	for _, n := range counts {
		total += n
	}
	for key, share := range shares {
		expected := share * float64(total)
		if off := math.Abs(float64(counts[key]) - expected); off > 5*math.Sqrt(expected*(1-share)) {
			t.Errorf("%v has %d of %d shoppers, want about %.0f", key, counts[key], total, expected)
		}
	}
}

func TestAssignmentIsUniform(t *testing.T) {
	arms, buckets := make(map[string]int), make(map[int]int)
	for _, label := range armsOf(running("e", .5, 3, 1)) {
		if label == "" {
			arms[""]++
			continue
		}
		arm, bucket := armOf(t, label)
		arms[arm]++
		buckets[bucket]++
	}
	checkShares(t, arms, map[string]float64{"": .5, "a0": .375, "a1": .125})
	shares := make(map[int]float64)
	for bucket := range experiment.Buckets {
		shares[bucket] = 1. / experiment.Buckets
	}
	checkShares(t, buckets, shares)
}

func TestAssignmentsOfExperimentsAreIndependent(t *testing.T) {
	first, second := armsOf(running("e1", 1, 1, 1)), armsOf(running("e2", 1, 1, 1))
	pairs, buckets := make(map[string]int), make(map[bool]int)
	for i := range first {
		arm1, bucket1 := armOf(t, first[i])
		arm2, bucket2 := armOf(t, second[i])
		pairs[arm1+arm2]++
		buckets[bucket1 == bucket2]++
	}
	checkShares(t, pairs, map[string]float64{"a0a0": .25, "a0a1": .25, "a1a0": .25, "a1a1": .25})
	checkShares(t, buckets, map[bool]float64{true: 1. / experiment.Buckets})
}

func TestRampMovesNoShopperBetweenArms(t *testing.T) {
	before := armsOf(running("e", 0, 1, 1))
	for _, ramp := range []float64{.01, .2, .5, 1} {
		after := armsOf(running("e", ramp, 1, 1))
		taking := 0
		for i := range after {
			if before[i] != "" && after[i] != before[i] {
				t.Fatalf("ramp %g moves a shopper from %s to %q", ramp, before[i], after[i])
			}
			if after[i] != "" {
				taking++
			}
		}
		checkShares(t, map[bool]int{true: taking, false: shoppers - taking}, map[bool]float64{true: ramp})
		before = after
	}
}

func TestAssignCombinesExperiments(t *testing.T) {
	e1, e2, off := running("e1", 1, 1), running("e2", 1, 1), running("off", 1, 1)
	e1.Arms[0].Settings = recommend.Settings{Ranker: recommend.Original}
	e2.Arms[0].Settings = recommend.Settings{Diversity: ptr(.5)}
	off.State, off.Arms[0].Settings = experiment.Stopped, recommend.Settings{WordsWeight: ptr(1.)}
	got := experiment.Assign([]experiment.Experiment{e1, e2, off}, "ann")
	if len(got.Arms) != 2 || got.Settings.Ranker != recommend.Original || *got.Settings.Diversity != .5 || got.Settings.WordsWeight != nil {
		t.Errorf("Assign = %+v, want the arms of e1 and e2", got)
	}
	if none := experiment.Assign(nil, "ann"); none.Arms != nil {
		t.Errorf("Assign without experiments = %+v", none)
	}
}

func TestParseLabel(t *testing.T) {
	for label, want := range map[string]bool{"a.00": true, "b-1.63": true, "a.64": false, "a": false, "a.7": false, "a.+1": false, ".01": false, "a.b.01": false} {
		if _, _, ok := experiment.ParseLabel(label); ok != want {
			t.Errorf("ParseLabel(%q) = %t, want %t", label, ok, want)
		}
	}
	if arm, bucket, _ := experiment.ParseLabel(experiment.Label("a", 7)); arm != "a" || bucket != 7 {
		t.Errorf("ParseLabel of a label = %s, %d", arm, bucket)
	}
}
