package main

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"strconv"
	"strings"
	"syscall"
)

// Ports are the servers' ports on 127.0.0.1.
type Ports struct{ Hosting, API, Firestore, Auth, Storage, Hub, Logging, Vite, Milvus int }

// A port describes a field of Ports.
type port struct {
	name   string
	usual  int // default
	number *int
}

func (p *Ports) list() []port {
	return []port{
		{"hosting", 5000, &p.Hosting},
		{"api", 8081, &p.API},
		{"firestore", 8080, &p.Firestore},
		{"auth", 9099, &p.Auth},
		{"storage", 9199, &p.Storage},
		{"hub", 4400, &p.Hub},
		{"logging", 4500, &p.Logging},
		{"vite", 5173, &p.Vite},
		{"milvus", 0, &p.Milvus},
	}
}

func (p port) flag() string { return p.name + "-port" }

func (p port) variable() string { return strings.ToUpper(p.name) + "_PORT" }

// A reservation holds listeners of the ports until their servers start.
type reservation map[string]net.Listener

// reserve opens all ports. It replaces port 0 with a free port.
func (p *Ports) reserve() (reservation, error) {
	r := make(reservation)
	for _, port := range p.list() {
		l, err := listen(*port.number)
		if err != nil {
			r.releaseAll()
			return nil, port.explain(err)
		}
		r[port.name] = l
		*port.number = portOf(l)
	}
	return r, nil
}

// explain turns an error of listening on the port into one that tells the user how to resolve it.
func (p port) explain(err error) error {
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("port %d, for %s, is taken: stop the program that uses it, or choose another port: %s=%d make dev",
			*p.number, p.name, p.variable(), *p.number+1000)
	}
	return fmt.Errorf("port %d of %s: %w", *p.number, p.name, err)
}

// take removes and returns the listener of a port, for a server in this process.
func (r reservation) take(name string) net.Listener {
	l := r[name]
	delete(r, name)
	return l
}

// release closes ports, so that other processes can use them.
func (r reservation) release(names ...string) {
	for _, name := range names {
		r.take(name).Close()
	}
}

func (r reservation) releaseAll() {
	for _, l := range r {
		l.Close()
	}
	clear(r)
}

// Free ports lie in this range. Linux and macOS choose the ports of other listeners and of outgoing connections above it,
// so no program takes a chosen port before its server starts or restarts.
const firstFree, lastFree = 20_000, 32_767

// listen opens the port, or a free one if it is 0.
func listen(port int) (net.Listener, error) {
	if port != 0 {
		return net.Listen("tcp", address(port))
	}
	const count = lastFree - firstFree + 1
	start := rand.IntN(count) // two stacks that start at once try different ports
	for i := range count {
		l, err := net.Listen("tcp", address(firstFree+(start+i)%count))
		if !errors.Is(err, syscall.EADDRINUSE) {
			return l, err
		}
	}
	return nil, fmt.Errorf("all ports from %d to %d are taken", firstFree, lastFree)
}

func portOf(l net.Listener) int { return l.Addr().(*net.TCPAddr).Port }

// address returns the loopback address of a port.
func address(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }
