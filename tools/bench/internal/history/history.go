// Package history is what shoppers did before a benchmark begins, in a file that
// the server under test reads when it starts.
package history

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"

	"shopfyp.dev/shared/interaction"
)

// A Visit is one thing that a user did.
type Visit struct {
	User string
	interaction.Interaction
}

// Write writes the visits to a file, oldest first.
func Write(path string, visits []Visit) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(f)
	lines := json.NewEncoder(out)
	for _, v := range visits {
		if err := lines.Encode(v); err != nil {
			return errors.Join(err, f.Close())
		}
	}
	return errors.Join(out.Flush(), f.Close())
}

// Replay appends the file's visits to log.
func Replay(ctx context.Context, path string, log interaction.Log) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	for lines := json.NewDecoder(bufio.NewReader(f)); ; {
		var v Visit
		if err := lines.Decode(&v); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		if _, err := log.Append(ctx, v.User, v.Interaction); err != nil {
			return err
		}
	}
}
