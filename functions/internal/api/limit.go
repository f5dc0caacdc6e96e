package api

import (
	"fmt"
	"math"
	"net/http"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/time/rate"
)

// Limits are how many requests a second one instance takes of each caller. A caller may spend
// burstSeconds' worth at once. Zero is no limit.
type Limits struct {
	PerUser, PerAddress float64
	Proxies             int // that append to X-Forwarded-For before the platform's front end does
}

const (
	// burstSeconds lets a page ask for all that it shows at once, and a shopper leaf quickly.
	burstSeconds = 10
	// bucketsKept bounds memory: below 2 MB with long keys. A bucket that is dropped comes back full,
	// which takes this many other callers of one instance meanwhile.
	bucketsKept = 10_000
	// peerShare is how many addresses' worth a peer may spend. Behind Hosting a peer is one of its edges, with
	// many shoppers; beside it, somebody who can tell of any number of addresses.
	peerShare = 20
)

// limitError says that a caller has spent its tokens.
type limitError struct {
	who   string
	after time.Duration // until there is a token again
}

func (e *limitError) Error() string { return "too many requests of one " + e.who }

// retryAfter returns the whole seconds to wait, at least one.
func (e *limitError) retryAfter() int { return max(1, int(math.Ceil(e.after.Seconds()))) }

// buckets are the token buckets of the callers of one kind that came last. They are safe for concurrent use.
type buckets struct {
	who       string
	perSecond float64
	kept      *lru.Cache[string, *rate.Limiter]
}

// newBuckets returns nil, which limits nothing, where perSecond is 0.
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

// take spends a token of key's, or returns a *limitError.
func (b *buckets) take(key string, now time.Time) error {
	if b == nil {
		return nil
	}
	bucket, ok := b.kept.Get(key)
	if !ok {
		bucket = rate.NewLimiter(rate.Limit(b.perSecond), max(1, int(b.perSecond*burstSeconds)))
		if before, found, _ := b.kept.PeekOrAdd(key, bucket); found {
			bucket = before // of a request at the same moment
		}
	}
	if bucket.AllowN(now, 1) {
		return nil
	}
	missing := 1 - bucket.TokensAt(now)
	return &limitError{b.who, time.Duration(missing / b.perSecond * float64(time.Second))}
}

// A limiter holds callers to Limits.
type limiter struct {
	users, addresses, peers *buckets
	proxies                 int
}

func newLimiter(l Limits) limiter {
	return limiter{
		users: newBuckets("user", l.PerUser), addresses: newBuckets("address", l.PerAddress),
		peers: newBuckets("address", peerShare*l.PerAddress), proxies: l.Proxies,
	}
}

// address spends a token of the address that a request came from, and one of the peer that says so.
func (l limiter) address(r *http.Request) error {
	from, now := originOf(r, l.proxies), time.Now()
	if err := l.addresses.take(from.bucket(), now); err != nil {
		return err
	}
	return l.peers.take(from.peer, now)
}

// user spends a token of the user.
func (l limiter) user(uid string) error { return l.users.take(uid, time.Now()) }
