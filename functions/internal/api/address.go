package api

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// clientAddress returns the address to hold a request to.
//
// Every proxy appends to X-Forwarded-For who connected to it, so only the right end can be believed.
// Cloud Run's front end appends last. Behind Firebase Hosting that is Hosting's edge, which many
// shoppers share, and the element before it is the shopper: proxies is 1. Where fewer proxies
// appended, the leftmost element is taken. Who calls Cloud Run beside Hosting can make up that
// element: then only the limit per user, whose ID is proven, holds.
func clientAddress(r *http.Request, proxies int) string {
	var hops []string
	for _, line := range r.Header.Values("X-Forwarded-For") {
		hops = append(hops, strings.Split(line, ",")...)
	}
	if len(hops) > 0 {
		if at, err := netip.ParseAddr(strings.TrimSpace(hops[max(0, len(hops)-1-proxies)])); err == nil {
			return network(at)
		}
	}
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
