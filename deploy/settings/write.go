package settings

import (
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"
)

// Write prints a line for each difference, with the targets that share it. It hides secret values.
func (p Plan) Write(out io.Writer) error {
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, kind := range []string{Added, Changed, Removed, Kept} {
		for _, line := range p.lines(kind) {
			if _, err := fmt.Fprintln(table, line); err != nil {
				return err
			}
		}
	}
	return table.Flush()
}

// lines returns the lines of one kind, in the order of the names.
func (p Plan) lines(kind string) (lines []string) {
	targets := make(map[Difference][]string)
	var order []Difference
	for _, target := range p.targets {
		for _, d := range p.differences[target] {
			if d.Kind != kind {
				continue
			}
			if targets[d] == nil {
				order = append(order, d)
			}
			targets[d] = append(targets[d], target)
		}
	}
	slices.SortStableFunc(order, func(a, b Difference) int { return strings.Compare(a.Name, b.Name) })
	for _, d := range order {
		lines = append(lines, fmt.Sprintf("%s\t%s\t%s\t%s", d.Kind, d.Name, d.values(), p.where(targets[d])))
	}
	return lines
}

// where returns a short name for the targets.
func (p Plan) where(targets []string) string {
	switch {
	case len(targets) == len(p.targets):
		return "everywhere"
	case len(targets) == len(p.targets)-1 && !slices.Contains(targets, Builder):
		return "functions"
	}
	return strings.Join(targets, " ")
}

// values returns the value as text, or both values of a change.
func (d Difference) values() string {
	switch d.Kind {
	case Added:
		return shown(d.Name, d.New)
	case Changed:
		return shown(d.Name, d.Old) + " → " + shown(d.Name, d.New)
	}
	return shown(d.Name, d.Old)
}

// Names and values that look secret. OTEL_EXPORTER_OTLP_HEADERS usually carries a key.
var (
	secretName  = regexp.MustCompile(`(?i)key|secret|token|passw|credential|headers`)
	secretValue = regexp.MustCompile(`://[^/]*@|[?&](key|token|sig)=`)
)

// shown returns the value as the plan prints it.
func shown(name, value string) string {
	if secretName.MatchString(name) || secretValue.MatchString(value) {
		return "(hidden)"
	}
	return value
}
