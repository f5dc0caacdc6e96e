//go:build milvus

package wire

import (
	"context"

	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/engine/milvus"
)

// The client of Milvus makes a binary larger, so only binaries with the tag have it.
func init() { openMilvus = connectMilvus }

func connectMilvus(ctx context.Context, c Config, model string, _ int) (engine.Collection, error) {
	at, err := engine.ParseAddress(c.Index)
	if err != nil {
		return nil, err
	}
	return milvus.Open(ctx, milvus.Config{
		Address: at.Host, Name: at.Collection, TLS: at.UsesTLS(c.MilvusTLS), Token: c.MilvusToken, Model: model, Deadline: c.MilvusDeadline,
	})
}
