package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

// readAccepted reads the accepted findings and their reasons. Each line has an ID, a space and the reason.
func readAccepted(path string) (map[string]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	accepted := make(map[string]string)
	lines := bufio.NewScanner(f)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		id, why, _ := strings.Cut(line, " ")
		if why = strings.TrimSpace(why); why == "" {
			return nil, fmt.Errorf("%s:%d: %s has no reason", path, n, id)
		}
		accepted[id] = why
	}
	return accepted, lines.Err()
}
