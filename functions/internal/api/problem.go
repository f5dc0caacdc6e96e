package api

import (
	"errors"
	"net/http"
	"strconv"
)

// A Problem is the body of every answer that is not a success: RFC 9457's problem details.
type Problem struct {
	Type     string `json:"type" description:"Always about:blank: the status says what kind of problem it is."`
	Title    string `json:"title" description:"The status in words."`
	Status   int    `json:"status"`
	Detail   string `json:"detail" description:"What is wrong with this request."`
	Instance string `json:"instance" description:"The request's ID, by which it is found in the log."`
	Field    string `json:"field,omitempty" description:"The field or parameter that is wrong, where one can be named."`
}

// complete fills in what follows from the status and the request.
func (p *Problem) complete(requestID string) {
	p.Type = "about:blank"
	p.Title = http.StatusText(p.Status)
	if p.Status == statusClientClosed {
		p.Title = "Client Closed Request"
	}
	p.Instance = requestID
}

// setHeaders adds the headers that HTTP asks for beside the problem's status.
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
