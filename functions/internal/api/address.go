package api

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// An origin identifies the sender of a request.
type origin struct {
	address string // client address, as the peer reports it
	peer    string // address that connected to the platform: a proxy or the client; cannot be forged
}

// bucket returns the rate-limit key of the client address. The key includes the peer: a client that calls Cloud Run
// directly can forge any address, but cannot use up the limit of that address behind Hosting.
func (o origin) bucket() string { return o.address + " by " + o.peer }

// originOf returns the origin of a request that passed through the given number of proxies before Cloud Run.
//
// Every proxy appends the address of its client to X-Forwarded-For, so only the right end is trustworthy.
// Cloud Run's front end appends the last element: the peer. With Firebase Hosting (proxies is 1), the peer is an
// edge server that many shoppers share, and the element before it is the shopper. If there are too few elements,
// originOf uses the leftmost one.
func originOf(r *http.Request, proxies int) origin {
	var hops []string
	for _, line := range r.Header.Values("X-Forwarded-For") {
		hops = append(hops, strings.Split(line, ",")...)
	}
	peer := connected(r)
	if at, ok := addressOf(hops, 0); ok {
		peer = at
	}
	if at, ok := addressOf(hops, proxies); ok {
		return origin{at, peer}
	}
	return origin{peer, peer}
}

// addressOf parses the element at index fromRight, counted from the right, or the leftmost if there are too few. It
// reports whether the element is an address.
func addressOf(hops []string, fromRight int) (string, bool) {
	if len(hops) == 0 {
		return "", false
	}
	at, err := netip.ParseAddr(strings.TrimSpace(hops[max(0, len(hops)-1-fromRight)]))
	if err != nil {
		return "", false
	}
	return network(at), true
}

// connected returns the remote address of the connection to this process.
func connected(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if at, bad := netip.ParseAddr(host); err == nil && bad == nil {
		return network(at)
	}
	return r.RemoteAddr
}

// network returns the network of one client: an IPv4 address, or the /64 prefix of an IPv6 address.
func network(at netip.Addr) string {
	at = at.Unmap().WithZone("")
	if at.Is4() {
		return at.String()
	}
	prefix, _ := at.Prefix(64) // every IPv6 address has one
	return prefix.String()
}
