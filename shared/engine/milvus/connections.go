package milvus

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"sync"
	"time"

	retry "github.com/grpc-ecosystem/go-grpc-middleware/retry"
	"github.com/milvus-io/milvus/client/v2/milvusclient"
	"google.golang.org/grpc"
	"google.golang.org/grpc/backoff"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/keepalive"

	"shopfyp.dev/shared/engine"
)

const (
	pingAfter   = 10 * time.Second // without an answer to a call
	pingTimeout = 5 * time.Second
	maxMessage  = 256 << 20 // bytes, the limit of Milvus
)

// errClosed is the error of calls after Close.
var errClosed = errors.New("milvus: the collection is closed")

// connections are two connections to a server. One is in use, and the other takes over when a call on it fails.
type connections struct {
	config Config
	guard  guard

	mu      sync.Mutex
	clients [2]*milvusclient.Client // opened when they are needed
	current int
	closed  bool

	closing context.Context // done when Close is called
	stop    context.CancelFunc
	calls   sync.WaitGroup
}

func newConnections(c Config) *connections {
	closing, stop := context.WithCancel(context.Background())
	return &connections{config: c, guard: guard{now: time.Now}, closing: closing, stop: stop}
}

// call calls do with a connection and a deadline. If the engine is away, it tries the other connection once. do must have
// no effect that a repetition changes.
func (c *connections) call(ctx context.Context, deadline time.Duration, do func(context.Context, *milvusclient.Client) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	epoch, ok := c.guard.start()
	if !ok {
		return fmt.Errorf("%w: no call until it is probed again", engine.ErrUnavailable)
	}
	err := c.try(ctx, deadline, do)
	if err != nil && !errors.Is(err, errClosed) && isAway(err) && ctx.Err() == nil {
		err = c.try(ctx, deadline, do)
	}
	if ctx.Err() != nil && err != nil {
		c.guard.end(epoch, abandoned)
		return ctx.Err()
	}
	if err = describe(err); errors.Is(err, engine.ErrUnavailable) {
		c.guard.end(epoch, failed)
		return err
	}
	c.guard.end(epoch, answered)
	return err
}

// try calls do once. If it fails, the next try uses the other connection.
func (c *connections) try(ctx context.Context, deadline time.Duration, do func(context.Context, *milvusclient.Client) error) error {
	client, used, err := c.client()
	if err != nil {
		return err
	}
	defer c.calls.Done()
	ctx, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	defer context.AfterFunc(c.closing, cancel)()
	err = do(ctx, client)
	if err != nil && isAway(err) {
		c.leave(used)
	}
	return err
}

// client returns the connection in use and its number. The caller calls calls.Done after use.
func (c *connections) client() (*milvusclient.Client, int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return nil, 0, errClosed
	}
	if c.clients[c.current] == nil {
		// The client only parses its options here: without DisableConn it would wait for the server.
		client, err := milvusclient.New(context.Background(), &milvusclient.ClientConfig{
			Address: c.config.Address, APIKey: c.config.Token, EnableTLSAuth: c.config.TLS, DisableConn: true, DialOptions: c.config.dialOptions(),
		})
		if err != nil {
			return nil, 0, fmt.Errorf("milvus: %w", err)
		}
		c.clients[c.current] = client
	}
	c.calls.Add(1)
	return c.clients[c.current], c.current, nil
}

// leave makes the other connection the one in use. Calls on the connection continue, and gRPC connects it again.
func (c *connections) leave(used int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.current == used {
		c.current = 1 - used
	}
}

// close stops all calls and closes the connections.
func (c *connections) close() error {
	c.mu.Lock()
	c.closed = true
	c.mu.Unlock()
	c.stop()
	c.calls.Wait() // none starts anymore
	c.mu.Lock()
	defer c.mu.Unlock()
	var errs []error
	for i, client := range c.clients {
		if client != nil {
			errs = append(errs, client.Close(context.Background()))
			c.clients[i] = nil
		}
	}
	return errors.Join(errs...)
}

func (c *Config) dialOptions() []grpc.DialOption {
	options := []grpc.DialOption{
		// The interceptor of the client repeats calls on the same connection until the deadline.
		grpc.WithDefaultCallOptions(retry.Disable(), grpc.MaxCallRecvMsgSize(maxMessage)),
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: pingAfter, Timeout: pingTimeout}),
		grpc.WithConnectParams(grpc.ConnectParams{
			Backoff:           backoff.Config{BaseDelay: 100 * time.Millisecond, Multiplier: 1.6, Jitter: 0.2, MaxDelay: 3 * time.Second},
			MinConnectTimeout: 3 * time.Second,
		}),
	}
	if c.TLS {
		options = append(options, grpc.WithTransportCredentials(credentials.NewTLS(&tls.Config{RootCAs: c.Roots, MinVersion: tls.VersionTLS12})))
	}
	return options
}
