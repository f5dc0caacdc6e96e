package api

import (
	"errors"
	"net/http"
	"strconv"
)

// A Problem is the body of every unsuccessful response, in the format of RFC 9457.
type Problem struct {
	Type     string `json:"type" description:"Always about:blank. The status identifies the kind of problem."`
	Title    string `json:"title" description:"The text of the status."`
	Status   int    `json:"status"`
	Detail   string `json:"detail" description:"The reason why the request failed."`
	Instance string `json:"instance" description:"The ID of the request. The log lines of the request carry it."`
	Field    string `json:"field,omitempty" description:"The invalid field or parameter, if there is one."`
}

// complete sets the fields that follow from the status and the request ID.
func (p *Problem) complete(requestID string) {
	p.Type = "about:blank"
	p.Title = http.StatusText(p.Status)
	if p.Status == statusClientClosed {
		p.Title = "Client Closed Request"
	}
	p.Instance = requestID
}

// setHeaders adds the headers that HTTP requires for the problem's status.
func (p *Problem) setHeaders(h http.Header, err error) {
	switch p.Status {
	case http.StatusUnauthorized:
		h.Set("WWW-Authenticate", "Bearer")
	case http.StatusServiceUnavailable:
		h.Set("Retry-After", "5")
	case http.StatusTooManyRequests:
		if e, ok := errors.AsType[*limitError](err); ok {
			h.Set("Retry-After", strconv.Itoa(e.retryAfter()))
		}
	case http.StatusMethodNotAllowed:
		if e, ok := errors.AsType[*methodError](err); ok {
			h.Set("Allow", e.allow)
		}
	}
}
