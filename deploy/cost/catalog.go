package cost

import (
	"fmt"
	"io"

	"shopfyp.dev/functions"
)

// WriteCatalog writes a Markdown table of what changes of the catalog cost in a month, at list prices without the free
// quantities, with one instance that is always in use.
func WriteCatalog(out io.Writer) error {
	_, err := fmt.Fprint(out, "| dollars a month | products changed a day | function `catalog` | reads by an instance | index builder | all |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, products := range []float64{10_000, 100_000, 1_000_000} {
		for _, share := range []float64{.01, .1} {
			l := Level{Products: products, Changed: share / changesPerText, Warm: 1}
			apply, read, build := applying(l), reading(l), buildCost(building(l))
			_, rowErr := fmt.Fprintf(out, "| %.0f products | %.0f | %.2f | %.2f | %.2f | **%.2f** |\n", products, products*share, apply, read, build, apply+read+build)
			if err == nil {
				err = rowErr
			}
		}
	}
	return err
}

// applying returns the cost of the function catalog.
func applying(l Level) float64 {
	n, seconds := changes(l), changes(l)*billedSeconds
	cost := n * (perRequest + perChange.reads*perRead + perChange.writes*perWrite)
	for _, f := range functions.Table() {
		if f.Name == "catalog" {
			cost += seconds * (float64(f.Resources.CPU)*perCPUSecond + gibibytes(f.Resources.Memory)*perGiBSecond)
		}
	}
	return cost
}

// reading returns the cost of the reads by the warm instances.
func reading(l Level) float64 {
	return l.Warm * (pollsPerMonth + rulePolls + readsOfChange*changes(l)) * perRead
}

// buildCost returns the cost of the index builder, its reads included.
func buildCost(j job) float64 { return j.seconds*(jobCPU*perJobCPU+jobGiB*perJobGiB) + j.reads*perRead }
