package firestoredb

import (
	"context"
	"time"

	"cloud.google.com/go/firestore"
	"google.golang.org/api/option"
	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
)

// Open returns a client of the project's database for programs that serve users. It limits the delay between
// connection attempts to two seconds. gRPC's default of two minutes would prolong a database outage.
func Open(ctx context.Context, project string) (*firestore.Client, error) {
	delays := backoff.DefaultConfig
	delays.BaseDelay, delays.MaxDelay = 100*time.Millisecond, 2*time.Second
	return firestore.NewClient(ctx, project, option.WithGRPCDialOption(
		grpc.WithConnectParams(grpc.ConnectParams{Backoff: delays, MinConnectTimeout: 5 * time.Second})))
}
