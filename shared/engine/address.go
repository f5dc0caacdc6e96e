package engine

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"regexp"
	"strconv"
)

// An Address is the place of a collection: milvus://HOST:PORT/COLLECTION.
type Address struct {
	Host       string // with the port
	Collection string // the alias of the collection in use
}

// scheme is the engine that addresses can name.
const scheme = "milvus"

// collectionRule matches names that Milvus accepts, with room for the name of a model after it.
var collectionRule = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]{0,99}$`)

// ParseAddress parses an address. Its error names what is wrong, and never contains a password.
func ParseAddress(text string) (Address, error) {
	u, err := url.Parse(text)
	if err != nil {
		return Address{}, fmt.Errorf("address is not a URL of the form %s://HOST:PORT/COLLECTION", scheme)
	}
	port, portErr := strconv.Atoi(u.Port())
	collection := u.Path
	if collection != "" {
		collection = collection[1:]
	}
	switch {
	case u.Scheme != scheme:
		return Address{}, fmt.Errorf("scheme %q is not %q", u.Scheme, scheme)
	case u.User != nil:
		return Address{}, fmt.Errorf("address contains a user or a password; use the token setting")
	case u.RawQuery != "" || u.Fragment != "":
		return Address{}, fmt.Errorf("address contains parameters, which %s://HOST:PORT/COLLECTION has not", scheme)
	case u.Hostname() == "":
		return Address{}, fmt.Errorf("host is missing")
	case portErr != nil || port < 1 || port > 65535:
		return Address{}, fmt.Errorf("port %q is not a number from 1 to 65535", u.Port())
	case !collectionRule.MatchString(collection):
		return Address{}, fmt.Errorf("collection %q is not a name of 1 to 100 ASCII letters, digits and underscores that begins with no digit", collection)
	}
	return Address{Host: net.JoinHostPort(u.Hostname(), u.Port()), Collection: collection}, nil
}

// IsLocal reports whether the host is this machine, so that a connection needs no TLS.
func (a Address) IsLocal() bool {
	host, _, err := net.SplitHostPort(a.Host)
	ip := net.ParseIP(host)
	return err == nil && (host == "localhost" || ip != nil && ip.IsLoopback())
}

// UsesTLS reports whether connections use TLS: as the setting says, or without one unless the host is this machine.
func (a Address) UsesTLS(setting *bool) bool {
	if setting != nil {
		return *setting
	}
	return !a.IsLocal()
}

// ErrNoClient is the error for an address in a binary without the client of Milvus.
var ErrNoClient = errors.New("this binary has no client of Milvus: build it with the tag milvus (GOFLAGS=-tags=milvus)")

// String returns the address as ParseAddress takes it.
func (a Address) String() string { return scheme + "://" + a.Host + "/" + a.Collection }
