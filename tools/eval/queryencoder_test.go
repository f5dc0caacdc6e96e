package main

import (
	"strings"
	"testing"
)

func TestQueryModelTable(t *testing.T) {
	of := func(ndcg ...float64) results {
		return results{ndcg10: ndcg, p3: []float64{1, 0}, anyExact: []float64{1, 0}}
	}
	models := []string{"students/a/model.onnx", "students/b/model.onnx"}
	got := queryModelTable(models, map[string]results{
		"esci150 " + today: of(.5, .5), "esci150 " + models[0]: of(1, .5), "esci150 " + models[1]: of(.5, 0),
	})
	for _, want := range []string{
		"| esci150 | today | 2 | .500 | .500 | 1.0 of 2 | | |",
		"| esci150 | a | 2 | .750 | .500 | 1.0 of 2 | +.250 [.000, .500] | +.000 [.000, .000] |",
		"| esci150 | b | 2 | .250 | .500 | 1.0 of 2 | -.250 [-.500, .000] | +.000 [.000, .000] |",
		"| esci150 | mean | 2 | .500 | .500 | 1.0 of 2 | +.000 [-.250, .250] | +.000 [.000, .000] |",
	} {
		if !strings.Contains(got, want+"\n") {
			t.Errorf("table has no line %q:\n%s", want, got)
		}
	}
}
