package main

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
	"syscall"
)

// Ports are where the servers listen, on 127.0.0.1.
type Ports struct{ Hosting, API, Firestore, Auth, Storage, Hub, Logging, Vite int }

// A port is one of Ports: what listens there, and where by default.
type port struct {
	name   string
	usual  int
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
	}
}

func (p port) flag() string { return p.name + "-port" }

func (p port) variable() string { return strings.ToUpper(p.name) + "_PORT" }

// A reservation holds every port until it is released to whoever is to listen there.
type reservation map[string]net.Listener

// reserve takes all ports, putting free ones in place of 0.
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

// explain says what to do about a port that cannot be had.
func (p port) explain(err error) error {
	if errors.Is(err, syscall.EADDRINUSE) {
		return fmt.Errorf("port %d, for %s, is taken: stop what listens there, or choose another one, as in %s=%d make dev",
			*p.number, p.name, p.variable(), *p.number+1000)
	}
	return fmt.Errorf("port %d, for %s: %w", *p.number, p.name, err)
}

// take returns the listener of a port, for a server of our own.
func (r reservation) take(name string) net.Listener {
	l := r[name]
	delete(r, name)
	return l
}

// release frees ports for other programs.
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

func listen(port int) (net.Listener, error) {
	return net.Listen("tcp", address(port))
}

func portOf(l net.Listener) int { return l.Addr().(*net.TCPAddr).Port }

// address is a port's on this machine alone.
func address(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }
