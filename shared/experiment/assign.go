package experiment

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"shopfyp.dev/shared/recommend"
)

// Buckets is the number of groups of shoppers in an arm. 64 groups show the variance of an arm's figures within 9 %
// (a standard error of 1/sqrt(2·63)), and keep the number of counters small.
const Buckets = 64

// A place is where a shopper stands in an experiment.
type place struct {
	ramp   float64 // the shopper takes part if it is less than the ramp
	arm    float64 // the arm, as a part of the sum of weights
	bucket int
}

// placeOf returns the place of a shopper. Its three parts come from separate bits of a hash of shopper and experiment. So a
// larger ramp moves no shopper between arms, and the places of a shopper in two experiments are independent.
func placeOf(experimentID, userID string) place {
	sum := sha256.Sum256([]byte(experimentID + "\x00" + userID))
	unit := func(b []byte) float64 { return float64(binary.BigEndian.Uint64(b)>>11) / (1 << 53) }
	return place{unit(sum[0:8]), unit(sum[8:16]), int(binary.BigEndian.Uint32(sum[16:20]) % Buckets)}
}

// armOf returns the shopper's arm and bucket. ok is false if the shopper does not take part.
func (e *Experiment) armOf(userID string) (arm *Arm, bucket int, ok bool) {
	p := placeOf(e.ID, userID)
	if p.ramp >= e.Ramp || len(e.Arms) == 0 {
		return nil, 0, false
	}
	total := 0
	for i := range e.Arms {
		total += e.Arms[i].Weight
	}
	position, sum := p.arm*float64(total), 0
	for i := range e.Arms {
		if sum += e.Arms[i].Weight; position < float64(sum) {
			return &e.Arms[i], p.bucket, true
		}
	}
	return &e.Arms[len(e.Arms)-1], p.bucket, true
}

// Assign returns a shopper's arms in the running ones of some experiments.
func Assign(all []Experiment, userID string) (a recommend.Assignment) {
	for i := range all {
		e := &all[i]
		if e.State != Running {
			continue
		}
		arm, bucket, ok := e.armOf(userID)
		if !ok {
			continue
		}
		if a.Arms == nil {
			a.Arms = make(map[string]string)
		}
		a.Arms[e.ID] = Label(arm.ID, bucket)
		a.Settings = a.Settings.Over(arm.Settings)
	}
	return a
}

// Label returns the name under which the events of a bucket are counted: "arm.07".
func Label(armID string, bucket int) string { return fmt.Sprintf("%s.%02d", armID, bucket) }

// ParseLabel returns the arm and the bucket of a Label, or false for another text.
func ParseLabel(label string) (armID string, bucket int, ok bool) {
	armID, number, _ := strings.Cut(label, ".")
	if len(number) != 2 || !validID.MatchString(armID) {
		return "", 0, false
	}
	for _, digit := range number {
		if digit < '0' || digit > '9' {
			return "", 0, false
		}
		bucket = 10*bucket + int(digit-'0')
	}
	return armID, bucket, bucket < Buckets
}

// sorted sorts experiments by ID, so that every instance combines them in one order.
func sorted(all []Experiment) []Experiment {
	slices.SortFunc(all, func(a, b Experiment) int { return cmp.Compare(a.ID, b.ID) })
	return all
}
