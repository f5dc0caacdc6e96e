package firestoredb

import (
	"context"
	"time"

	"cloud.google.com/go/firestore"
	"google.golang.org/api/option"
	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
)

// Open returns a client of the project's database for programs that serve people. gRPC's own pauses
// between tries to connect grow to two minutes: so long would they stay without a database that is back.
func Open(ctx context.Context, project string) (*firestore.Client, error) {
	pauses := backoff.DefaultConfig
	pauses.BaseDelay, pauses.MaxDelay = 100*time.Millisecond, 2*time.Second
	return firestore.NewClient(ctx, project, option.WithGRPCDialOption(
		grpc.WithConnectParams(grpc.ConnectParams{Backoff: pauses, MinConnectTimeout: 5 * time.Second})))
}
