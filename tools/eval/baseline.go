package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

// A baseline holds the minimum score of each of our systems. The minimums are slightly below the measured
// scores, because vectors differ slightly between CPU families.
type baseline map[string]score

func readBaseline(path string) (baseline, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var b baseline
	if err := json.Unmarshal(data, &b); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return b, nil
}

// check returns an error for every figure below the baseline and for every system without a score.
func (b baseline) check(got map[string]score) error {
	var errs []error
	for name, want := range b {
		s, ok := got[name]
		if !ok {
			errs = append(errs, fmt.Errorf("%s: not measured", name))
			continue
		}
		below := func(figure string, got, want float64) {
			if got < want {
				errs = append(errs, fmt.Errorf("%s: %s is %.4f, below the baseline of %.4f", name, figure, got, want))
			}
		}
		below("nDCG@10", s.NDCG10, want.NDCG10)
		below("P@3", s.P3, want.P3)
		below("any exact@3", float64(s.AnyExact), float64(want.AnyExact))
		below("queries", float64(s.Queries), float64(want.Queries))
	}
	return errors.Join(errs...)
}
