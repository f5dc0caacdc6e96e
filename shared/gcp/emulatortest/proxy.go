package emulatortest

import (
	"errors"
	"io"
	"net"
	"sync"
	"testing"
	"time"
)

// A Fault is what a Proxy does to the traffic; the zero Fault is none.
type Fault struct {
	Gone   bool          // connections are cut and new ones closed at once
	Cut    bool          // connections are cut when the first byte of an answer comes
	Silent bool          // answers do not come, until the fault is over
	Delay  time.Duration // of each piece of an answer
}

// A Proxy stands between clients and an emulator, and can be told to get in their way.
type Proxy struct {
	listener net.Listener
	target   string
	all      sync.WaitGroup

	mu      sync.Mutex
	fault   Fault
	changed chan struct{} // closed when fault is another one
	open    map[net.Conn]bool
}

// NewProxy returns a Proxy to the test's emulator, without a fault, that lives until the test ends.
func NewProxy(t testing.TB) *Proxy {
	t.Helper()
	return ProxyTo(t, ForTest(t))
}

// ProxyTo is NewProxy to any server, host:port.
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

// Set has the proxy do f from now on.
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

func (p *Proxy) now() (Fault, <-chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.fault, p.changed
}

// keep has c closed when the emulator goes away, or at once where it is away.
func (p *Proxy) keep(c net.Conn) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.open[c] = true
	if p.fault.Gone {
		c.Close()
	}
}

func (p *Proxy) forget(c net.Conn) {
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

// serve passes one connection on.
func (p *Proxy) serve(client net.Conn) {
	p.keep(client)
	defer p.forget(client)
	if f, _ := p.now(); f.Gone {
		return
	}
	server, err := net.Dial("tcp", p.target)
	if err != nil {
		return
	}
	p.keep(server)
	defer p.forget(server)
	p.all.Go(func() {
		_, _ = io.Copy(server, client)
		server.Close()
	})
	p.answer(client, server)
}

// answer copies what the server says, as far as the fault lets it.
func (p *Proxy) answer(client io.Writer, server io.Reader) {
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

// pass returns when a piece of an answer may go on, and false where it may not.
func (p *Proxy) pass() bool {
	for {
		f, changed := p.now()
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
