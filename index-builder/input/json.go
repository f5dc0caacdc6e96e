package input

import (
	"context"
	"encoding/json"
	"fmt"
	"io"

	"shopfyp.dev/shared/snapshot"
)

// ReadJSON reads an object of the bucket into v. It returns snapshot.ErrNotFound if there is none.
func ReadJSON(ctx context.Context, b snapshot.Bucket, name string, v any) error {
	o, err := b.Stat(ctx, name)
	if err != nil {
		return err
	}
	r, err := b.Read(ctx, name, o.Generation, 0, -1)
	if err != nil {
		return err
	}
	defer r.Close()
	data, err := io.ReadAll(r)
	if err == nil {
		err = json.Unmarshal(data, v)
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}
