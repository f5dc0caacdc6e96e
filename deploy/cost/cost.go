package cost

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"shopfyp.dev/functions"
)

// Write writes the estimates of Levels as a Markdown table.
func Write(out io.Writer) error {
	rows := [][]string{{"dollars a month"}, {"visits"}, {"products"}}
	for _, l := range Levels {
		rows[0] = append(rows[0], l.Name)
		rows[1] = append(rows[1], fmt.Sprintf("%.0f", l.Visits))
		rows[2] = append(rows[2], fmt.Sprintf("%.0f", l.Products))
	}
	rows = append(rows, bills()...)
	rows = slices.Insert(rows, 1, slices.Repeat([]string{"---"}, len(rows[0])))
	for _, row := range rows {
		if _, err := fmt.Fprintf(out, "| %s |\n", strings.Join(row, " | ")); err != nil {
			return err
		}
	}
	return nil
}

// bills returns a row for each line of the bill, and a row for the sum.
func bills() (rows [][]string) {
	var total []string
	for i, l := range Levels {
		sum := 0.0
		for j, line := range Estimate(l) {
			if i == 0 {
				rows = append(rows, []string{line.What})
			}
			rows[j] = append(rows[j], fmt.Sprintf("%.2f", line.Cost))
			sum += line.Cost
		}
		total = append(total, fmt.Sprintf("**%.2f**", sum))
	}
	return append(rows, append([]string{"**all**"}, total...))
}

// Warm returns the monthly cost of one idle warm instance of a function. Cloud Run bills the processors of
// idle instances at about a tenth of their price.
func Warm(name string) float64 {
	const idleCPU, month = 0.0000025, 30 * 24 * 3600
	for _, f := range functions.Table() {
		if f.Name == name {
			return month * (float64(f.Resources.CPU)*idleCPU + gibibytes(f.Resources.Memory)*perGiBSecond)
		}
	}
	panic("cost: no function " + name)
}
