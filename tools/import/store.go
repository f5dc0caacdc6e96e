package main

import (
	"context"
	"fmt"
	"net"
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/gcp/firestoredb"
)

// openStore connects to the catalog. In a dry run, it returns nil.
func openStore(ctx context.Context, c *Config) (store catalog.Store, closeStore func() error, err error) {
	if c.Import.DryRun {
		return nil, func() error { return nil }, nil
	}
	if err := knock(ctx, c.Emulator); err != nil {
		return nil, nil, err
	}
	client, err := firestore.NewClient(ctx, c.Project)
	if err != nil {
		return nil, nil, err
	}
	return firestoredb.NewProducts(client), client.Close, nil
}

// knock checks that the emulator is running. Firestore's client would wait for it forever.
func knock(ctx context.Context, emulator string) error {
	if emulator == "" {
		return nil
	}
	dialer := net.Dialer{Timeout: 2 * time.Second}
	conn, err := dialer.DialContext(ctx, "tcp", emulator)
	if err != nil {
		return fmt.Errorf("FIRESTORE_EMULATOR_HOST: %w", err)
	}
	return conn.Close()
}
