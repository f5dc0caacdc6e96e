// Package api is the edge of the HTTP functions: it routes, authenticates,
// decodes, encodes, turns errors into RFC 9457 problems and writes one log line
// a request. It is the only place that knows status codes, and it knows nothing
// of what a call does.
package api
