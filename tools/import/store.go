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

// openStore connects to the catalog. It returns a nil store in a dry run.
func openStore(ctx context.Context, c *Config) (store catalog.Store, closeStore func() error, err error) {
	if c.Import.DryRun {
		return nil, func() error { return nil }, nil
	}
	if err := checkEmulator(ctx, c.Emulator); err != nil {
		return nil, nil, err
	}
	client, err := firestore.NewClient(ctx, c.Project)
	if err != nil {
		return nil, nil, err
	}
	return firestoredb.NewProducts(client), client.Close, nil
}

// checkEmulator returns an error if the emulator does not accept connections. The Firestore client would
// wait for it forever.
func checkEmulator(ctx context.Context, emulator string) error {
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
