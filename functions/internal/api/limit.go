package api

import (
	"fmt"
	"math"
	"net/http"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// Limits are the requests per second that one instance accepts from each caller. A caller may use the requests of
// burstSeconds in one burst. Zero means no limit.
type Limits struct {
	PerUser, PerAddress float64
	PerAnonymous        float64 // of one address, only requests without an ID token
	Proxies             int     // proxies that append to X-Forwarded-For before the platform's front end
}

const (
	// burstSeconds lets a page send all of its requests at once, and a shopper browse quickly.
	burstSeconds = 10
	// bucketsKept bounds the memory: 2 MB with long keys. A caller whose bucket was evicted gets a full one, but
	// that requires this many other callers of the same instance.
	bucketsKept = 10_000
	// peerShare is the limit of a peer, as a multiple of the limit of an address. Behind Hosting, a peer is an
	// edge server with many shoppers. Without Hosting, a peer can forge any number of addresses.
	peerShare = 20
)

// limitError reports a caller that has used up its tokens.
type limitError struct {
	who   string
	after time.Duration // time until the next token
}

func (e *limitError) Error() string { return "too many requests of one " + e.who }

// retryAfter returns the whole seconds to wait, at least one.
func (e *limitError) retryAfter() int { return max(1, int(math.Ceil(e.after.Seconds()))) }

// buckets are the token buckets of the most recent callers of one kind. They are safe for concurrent use.
type buckets struct {
	who       string
	perSecond float64
	kept      *lru.Cache[string, *rate.Limiter]
}

// newBuckets returns nil, which means no limit, if perSecond is 0.
func newBuckets(who string, perSecond float64) *buckets {
	if perSecond == 0 {
		return nil
	}
	kept, err := lru.New[string, *rate.Limiter](bucketsKept)
	if err != nil {
		panic(fmt.Sprintf("api: %v", err)) // only for a size below 1
	}
	return &buckets{who, perSecond, kept}
}

// take removes a token from the bucket of key, or returns a *limitError if the bucket is empty.
func (b *buckets) take(key string, now time.Time) error {
	if b == nil {
		return nil
	}
	bucket, ok := b.kept.Get(key)
	if !ok {
		bucket = rate.NewLimiter(rate.Limit(b.perSecond), max(1, int(b.perSecond*burstSeconds)))
		if before, found, _ := b.kept.PeekOrAdd(key, bucket); found {
			bucket = before // a concurrent request added it
		}
	}
	if bucket.AllowN(now, 1) {
		return nil
	}
	missing := 1 - bucket.TokensAt(now)
	return &limitError{b.who, time.Duration(missing / b.perSecond * float64(time.Second))}
}

// addressBuckets limit client addresses and their peers.
type addressBuckets struct{ addresses, peers *buckets }

func newAddressBuckets(perSecond float64) addressBuckets {
	return addressBuckets{newBuckets("address", perSecond), newBuckets("address", peerShare*perSecond)}
}

// take takes a token from the bucket of the client address, and one from the bucket of its peer.
func (b addressBuckets) take(from origin, now time.Time) error {
	if err := b.addresses.take(from.bucket(), now); err != nil {
		return err
	}
	return b.peers.take(from.peer, now)
}

// A limiter enforces Limits.
type limiter struct {
	users          *buckets
	all, anonymous addressBuckets
	proxies        int
}

func newLimiter(l Limits) limiter {
	return limiter{
		users: newBuckets("user", l.PerUser), all: newAddressBuckets(l.PerAddress),
		anonymous: newAddressBuckets(l.PerAnonymous), proxies: l.Proxies,
	}
}

// address applies the limit of all requests of the client address.
func (l limiter) address(r *http.Request) error {
	return l.all.take(originOf(r, l.proxies), time.Now())
}

// withoutUser applies the limit of the client address to a request without an ID token.
func (l limiter) withoutUser(r *http.Request) error {
	return l.anonymous.take(originOf(r, l.proxies), time.Now())
}

// user takes a token from the user's bucket.
func (l limiter) user(uid string) error { return l.users.take(uid, time.Now()) }
