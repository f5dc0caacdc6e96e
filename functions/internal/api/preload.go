package api

import (
	"fmt"
	"net/http"
	"net/url"
)

// A Preloader is a response that needs a picture. The Link header lets the browser load the picture while it parses
// the response.
type Preloader interface {
	// PreloadImage returns the URL of the picture, or "".
	PreloadImage() string
}

// preload adds the Link header for value to h.
func preload(h http.Header, value any) {
	p, ok := value.(Preloader)
	if !ok {
		return
	}
	if u, err := url.Parse(p.PreloadImage()); err == nil && u.String() != "" {
		h.Set("Link", fmt.Sprintf("<%s>; rel=preload; as=image; fetchpriority=high", u))
	}
}
