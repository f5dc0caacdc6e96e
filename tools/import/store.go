package main

import (
	"context"
	"fmt"
	"net"
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/feed"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/tools/import/importer"
)

// A database holds the catalog. Its zero value is no database.
type database struct {
	products   importer.SyncStore
	embeddings catalog.Embeddings
	imports    feed.Store
	close      func() error
}

// openDatabase connects to the catalog. A dry run works without one: openDatabase then returns a note for the user.
func openDatabase(ctx context.Context, c *Config) (db database, note string, err error) {
	if c.Project != "" {
		db, err = connect(ctx, c)
	}
	if err != nil && c.Import.DryRun {
		return database{}, fmt.Sprintf("not compared with the catalog: %v", err), nil
	}
	return db, "", err
}

func connect(ctx context.Context, c *Config) (database, error) {
	if err := checkEmulator(ctx, c.Emulator); err != nil {
		return database{}, err
	}
	client, err := firestore.NewClient(ctx, c.Project)
	if err != nil {
		return database{}, err
	}
	return database{firestoredb.NewProducts(client), firestoredb.NewEmbeddings(client), firestoredb.NewImports(client), client.Close}, nil
}

// Close closes the connection.
func (db database) Close() error {
	if db.close == nil {
		return nil
	}
	return db.close()
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
