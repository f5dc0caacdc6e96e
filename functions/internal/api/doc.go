// Package api is the HTTP layer of the functions. It routes and authenticates
// requests, applies rate limits, decodes and encodes values, converts errors to
// RFC 9457 problems, and writes one log line per request. Only this package knows
// HTTP status codes. It knows nothing about products or interactions.
package api
