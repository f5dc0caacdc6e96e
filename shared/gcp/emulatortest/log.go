package emulatortest

import "strings"

// tailBytes is how much of the emulator's output is kept.
const tailBytes = 16 << 10

// bindFailure is Java's error message for a port that is in use.
const bindFailure = "java.net.BindException: Address already in use"

// causeIn returns the line of an output that best explains an early exit: the first line with an exception, or else the
// last line.
func causeIn(output string) string {
	lines := strings.Split(output, "\n")
	for _, line := range lines {
		if strings.Contains(line, "Exception: ") || strings.Contains(line, "Error: ") {
			return strings.TrimSpace(line)
		}
	}
	return strings.TrimSpace(lines[len(lines)-1])
}
