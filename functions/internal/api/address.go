package api

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// An origin is where a request came from.
type origin struct {
	address string // the shopper's, as the peer says
	peer    string // who connected to the platform, which cannot be made up: a proxy's edge, or the shopper
}

// bucket returns what the address is held to its limit under. The same address by way of another peer is another
// caller: who calls Cloud Run beside Hosting can make up any address, but spends nothing of those that Hosting tells of.
func (o origin) bucket() string { return o.address + " by " + o.peer }

// originOf returns where a request came from.
//
// Every proxy appends to X-Forwarded-For who connected to it, so only the right end can be believed.
// Cloud Run's front end appends last: the peer. Behind Firebase Hosting that is Hosting's edge, which many
// shoppers share, and the element before it is the shopper: proxies is 1. Where fewer proxies
// appended, the leftmost element is taken.
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

// addressOf returns the element so far from the right, or the leftmost, and whether it is an address.
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

// connected returns who connected to this process.
func connected(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if at, bad := netip.ParseAddr(host); err == nil && bad == nil {
		return network(at)
	}
	return r.RemoteAddr
}

// network returns what one caller holds: an IPv4 address, or the /64 in which IPv6 gives it any number.
func network(at netip.Addr) string {
	at = at.Unmap().WithZone("")
	if at.Is4() {
		return at.String()
	}
	prefix, _ := at.Prefix(64) // every IPv6 address has one
	return prefix.String()
}
