package milvus

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"io"
	"net"
	"net/http/httptest"
	"runtime"
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/engine"
	"shopfyp.dev/shared/gcp/emulatortest"
)

// behindProxy returns a collection with the product p, reached through a proxy, and a function that moves its clock.
func behindProxy(t *testing.T, deadline time.Duration) (*Collection, *emulatortest.Proxy, func(time.Duration)) {
	t.Helper()
	c := testConfig(t)
	direct := create(t, c, testInfo)
	if err := direct.Put(t.Context(), []engine.Product{testProduct("p")}); err != nil {
		t.Fatal(err)
	}
	proxy := emulatortest.ProxyTo(t, c.Address)
	c.Address, c.Deadline = proxy.Addr(), deadline
	found := open(t, c)
	now := time.Unix(1_000_000, 0)
	found.connections.guard.now = func() time.Time { return now }
	return found, proxy, func(d time.Duration) { now = now.Add(d) }
}

// read reads the product p.
func read(ctx context.Context, c *Collection) error {
	found, err := c.Get(ctx, []catalog.ID{"p"})
	if err == nil && len(found) != 1 {
		return errors.New("product p is missing")
	}
	return err
}

func TestFaults(t *testing.T) {
	for name, fault := range map[string]emulatortest.Fault{
		"gone": {Gone: true}, "cut": {Cut: true}, "silent": {Silent: true}, "slow": {Delay: time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			c, proxy, wait := behindProxy(t, time.Second)
			proxy.Set(fault)
			for range 2 {
				if err := read(t.Context(), c); !errors.Is(err, engine.ErrUnavailable) || errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("Get = %v, want ErrUnavailable alone", err)
				}
			}
			if err := c.Put(t.Context(), []engine.Product{testProduct("q")}); !errors.Is(err, engine.ErrUnavailable) {
				t.Errorf("Put = %v, want ErrUnavailable", err)
			}
			proxy.Set(emulatortest.Fault{})
			c.config.Deadline = time.Minute // the server is slow when many tests run
			for start := time.Now(); ; time.Sleep(50 * time.Millisecond) {
				wait(maxWait)
				err := read(t.Context(), c)
				if err == nil {
					return
				}
				if time.Since(start) > time.Minute {
					t.Fatalf("Get a minute after the fault = %v", err)
				}
			}
		})
	}
}

func TestCanceledReadIsNoFault(t *testing.T) {
	c, proxy, _ := behindProxy(t, time.Minute)
	proxy.Set(emulatortest.Fault{Silent: true})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := read(ctx, c); !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, engine.ErrUnavailable) {
		t.Errorf("Get = %v, want the caller's context.DeadlineExceeded alone", err)
	}
	proxy.Set(emulatortest.Fault{})
	if err := read(t.Context(), c); err != nil {
		t.Errorf("Get after the fault = %v", err)
	}
}

func TestOpenWithoutServer(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	if _, err := Open(t.Context(), Config{Address: address, Name: "shop", Model: "m"}); !errors.Is(err, engine.ErrUnavailable) {
		t.Errorf("Open = %v, want ErrUnavailable", err)
	}
}

func TestCloseLeavesNoGoroutines(t *testing.T) {
	testConfig(t) // starts the server
	before := stacks()
	c, proxy, _ := behindProxy(t, time.Second)
	proxy.Set(emulatortest.Fault{Silent: true})
	_ = read(t.Context(), c) // opens the second connection
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	var left []byte
	for range 100 {
		if left = stacks(); bytes.Count(left, transport) <= bytes.Count(before, transport)+direct {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Errorf("goroutines of connections are left after Close:\n%s", left)
}

// transport occurs in the stack of the goroutine that reads a client's connection. The collection that fills the
// server has one such connection.
var transport = []byte("transport.(*http2Client).reader(")

const direct = 1

func stacks() []byte {
	all := make([]byte, 4<<20)
	return all[:runtime.Stack(all, true)]
}

func TestTLS(t *testing.T) {
	c := testConfig(t)
	create(t, c, testInfo)
	certificate, roots := testCertificate(t)
	c.Address, c.TLS = tlsProxy(t, c.Address, certificate), true
	if _, err := Open(t.Context(), c); !errors.Is(err, engine.ErrUnavailable) {
		t.Errorf("Open with an unknown certificate = %v, want ErrUnavailable", err)
	}
	c.Roots = roots
	if err := open(t, c).Put(t.Context(), []engine.Product{testProduct("p")}); err != nil {
		t.Errorf("Put over TLS: %v", err)
	}
}

func TestToken(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	tokens := make(chan []string, 10)
	server := grpc.NewServer(grpc.UnknownServiceHandler(func(_ any, s grpc.ServerStream) error {
		md, _ := metadata.FromIncomingContext(s.Context())
		tokens <- md.Get("authorization")
		return status.Error(codes.Unauthenticated, "no")
	}))
	go server.Serve(l)
	t.Cleanup(server.Stop)
	_, err = Open(t.Context(), Config{Address: l.Addr().String(), Name: "shop", Model: "m", Token: "user:password"})
	if !errors.Is(err, engine.ErrUnavailable) {
		t.Errorf("Open = %v, want ErrUnavailable", err)
	}
	want := []string{base64.StdEncoding.EncodeToString([]byte("user:password"))}
	if got := <-tokens; !slices.Equal(got, want) {
		t.Errorf("the server receives the tokens %q, want %q", got, want)
	}
}

// testCertificate returns a certificate for 127.0.0.1 and its root.
func testCertificate(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	s := httptest.NewTLSServer(nil)
	defer s.Close()
	roots := x509.NewCertPool()
	roots.AddCert(s.Certificate())
	return s.TLS.Certificates[0], roots
}

// tlsProxy returns the address of a proxy that ends TLS in front of a server.
func tlsProxy(t *testing.T, target string, certificate tls.Certificate) string {
	t.Helper()
	l, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{certificate}, NextProtos: []string{"h2"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			server, err := net.Dial("tcp", target)
			if err != nil {
				client.Close()
				continue
			}
			go func() { io.Copy(server, client); server.Close() }()
			go func() { io.Copy(client, server); client.Close() }()
		}
	}()
	return l.Addr().String()
}
