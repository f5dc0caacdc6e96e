package emulatortest

import (
	"errors"
	"io"
	"net"
	"sync"
	"testing"
	"time"
)

// A Fault is a network fault that a Proxy simulates. The zero Fault passes all traffic.
type Fault struct {
	Gone   bool          // the proxy closes all connections, including new ones
	Cut    bool          // the proxy closes a connection when a response arrives
	Silent bool          // the proxy delays responses until the fault changes
	Delay  time.Duration // delay of each chunk of a response
}

// A Proxy forwards connections to an emulator and can simulate network faults.
type Proxy struct {
	listener net.Listener
	target   string
	all      sync.WaitGroup

	mu      sync.Mutex
	fault   Fault
	changed chan struct{} // closed when fault changes
	open    map[net.Conn]bool
}

// NewProxy returns a Proxy to the test's emulator, without a fault. It runs until the test ends.
func NewProxy(t testing.TB) *Proxy {
	t.Helper()
	return ProxyTo(t, ForTest(t))
}

// ProxyTo is NewProxy for any server. target is the server's host:port.
func ProxyTo(t testing.TB, target string) *Proxy {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &Proxy{listener: l, target: target, changed: make(chan struct{}), open: make(map[net.Conn]bool)}
	p.all.Go(p.accept)
	t.Cleanup(func() {
		l.Close()
		p.Set(Fault{Gone: true})
		p.all.Wait()
	})
	return p
}

// Addr returns the proxy's host:port.
func (p *Proxy) Addr() string { return p.listener.Addr().String() }

// Set replaces the proxy's fault.
func (p *Proxy) Set(f Fault) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.fault = f
	close(p.changed)
	p.changed = make(chan struct{})
	if f.Gone {
		for c := range p.open {
			c.Close()
		}
	}
}

// current returns the fault and a channel that is closed when it changes.
func (p *Proxy) current() (Fault, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.fault, p.changed
}

// track registers c, so that a Gone fault closes it. If the current fault is Gone, it closes c immediately.
func (p *Proxy) track(c net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open[c] = true
	if p.fault.Gone {
		c.Close()
	}
}

// untrack closes c and unregisters it.
func (p *Proxy) untrack(c net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.open, c)
	c.Close()
}

func (p *Proxy) accept() {
	for {
		c, err := p.listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err == nil {
			p.all.Go(func() { p.serve(c) })
		}
	}
}

// serve forwards one connection.
func (p *Proxy) serve(client net.Conn) {
	p.track(client)
	defer p.untrack(client)
	if f, _ := p.current(); f.Gone {
		return
	}
	server, err := net.Dial("tcp", p.target)
	if err != nil {
		return
	}
	p.track(server)
	defer p.untrack(server)
	p.all.Go(func() {
		_, _ = io.Copy(server, client)
		server.Close()
	})
	p.respond(client, server)
}

// respond copies the server's responses to the client until the fault stops it.
func (p *Proxy) respond(client io.Writer, server io.Reader) {
	buffer := make([]byte, 64<<10)
	for {
		n, err := server.Read(buffer)
		if err != nil || !p.pass() {
			return
		}
		if _, err := client.Write(buffer[:n]); err != nil {
			return
		}
	}
}

// pass waits until the fault lets a chunk of a response through. It returns false if the connection must close.
func (p *Proxy) pass() bool {
	for {
		f, changed := p.current()
		switch {
		case f.Gone || f.Cut:
			return false
		case f.Silent:
			<-changed
		default:
			select {
			case <-time.After(f.Delay):
				return true
			case <-changed:
			}
		}
	}
}
