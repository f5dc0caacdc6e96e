package api

import (
	"crypto/sha256"
	"fmt"
	"net/http"
	"strings"
)

// publicCaching is the Cache-Control of a successful response of a Public route. Hosting's servers keep it for five
// minutes, so that a feed costs a few reads per region instead of some per visit. A browser asks them again after a
// minute: a change is visible after six minutes at most.
const publicCaching = "public, max-age=60, s-maxage=300"

// cached returns the answer with the headers that allow caching. If the request's If-None-Match names its content, the
// answer is a 304 without a body.
func (a answer) cached(request http.Header) answer {
	if a.status != http.StatusOK {
		return a
	}
	tag := fmt.Sprintf(`"%x"`, sha256.Sum256(a.body))
	a.header.Set("Cache-Control", publicCaching)
	a.header.Set("ETag", tag)
	if namesTag(request.Values("If-None-Match"), tag) {
		a.status, a.body = http.StatusNotModified, nil
		a.header.Del("Content-Type")
	}
	return a
}

// namesTag reports whether the header lists the tag. Proxies that compress a response make its tag weak (W/), which
// RFC 9110 ignores in this comparison.
func namesTag(values []string, tag string) bool {
	for candidate := range strings.SplitSeq(strings.Join(values, ","), ",") {
		candidate = strings.TrimSpace(candidate)
		if candidate == "*" || strings.TrimPrefix(candidate, "W/") == tag {
			return true
		}
	}
	return false
}
