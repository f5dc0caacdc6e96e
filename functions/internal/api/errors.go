package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/post"
	"shopfyp.dev/shared/snapshot"
)

// Errors of this package.
var (
	errNoRoute   = errors.New("no such path")
	errMediaType = errors.New("not JSON in UTF-8")
	errSlowBody  = errors.New("the body did not arrive in time")
)

// ErrNotVerified reports a token that could not be checked. It may be valid.
var ErrNotVerified = errors.New("token not verified")

// badRequest is the error for an invalid request if no single field is at fault.
type badRequest string

func (e badRequest) Error() string { return string(e) }

// methodError reports a method that a path does not allow.
type methodError struct{ method, allow string }

func (e *methodError) Error() string { return e.method + " is not allowed, only " + e.allow }

// statusClientClosed is the status that proxies log for a client that closed the connection. No client reads it.
const statusClientClosed = 499

// problemOf returns the problem for err. It contains details only if the caller caused the error.
func problemOf(ctx context.Context, err error) Problem {
	if e, ok := errors.AsType[*invalid.FieldError](err); ok {
		return Problem{Status: http.StatusBadRequest, Detail: e.Error(), Field: e.Field}
	}
	if e, ok := errors.AsType[badRequest](err); ok {
		return Problem{Status: http.StatusBadRequest, Detail: e.Error()}
	}
	if e, ok := errors.AsType[*methodError](err); ok {
		return Problem{Status: http.StatusMethodNotAllowed, Detail: e.Error()}
	}
	if e, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return Problem{Status: http.StatusRequestEntityTooLarge, Detail: fmt.Sprintf("the body is larger than %d bytes", e.Limit)}
	}
	if e, ok := errors.AsType[*limitError](err); ok {
		return Problem{Status: http.StatusTooManyRequests, Detail: e.Error()}
	}
	switch {
	case errors.Is(err, invalid.ErrLimit):
		return Problem{Status: http.StatusBadRequest, Detail: err.Error(), Field: "limit"}
	case errors.Is(err, errMediaType):
		return Problem{Status: http.StatusUnsupportedMediaType, Detail: "the body must be application/json in UTF-8"}
	case errors.Is(err, errSlowBody):
		return Problem{Status: http.StatusRequestTimeout, Detail: errSlowBody.Error()}
	case errors.Is(err, ErrUnauthenticated):
		return Problem{Status: http.StatusUnauthorized, Detail: "a valid Firebase ID token is needed"}
	case errors.Is(err, ErrNotTheApp):
		return Problem{Status: http.StatusUnauthorized, Detail: "a valid Firebase App Check token is needed"}
	case errors.Is(err, ErrNotTheBackend):
		return Problem{Status: http.StatusForbidden, Detail: "only the shop's backend may do this"}
	case errors.Is(err, ErrNotStaff):
		return Problem{Status: http.StatusForbidden, Detail: "your role does not allow this"}
	case errors.Is(err, ErrForbidden):
		return Problem{Status: http.StatusForbidden, Detail: "this belongs to another user"}
	case errors.Is(err, catalog.ErrNotFound):
		return Problem{Status: http.StatusNotFound, Detail: catalog.ErrNotFound.Error()}
	case errors.Is(err, snapshot.ErrNoVersion):
		return Problem{Status: http.StatusNotFound, Detail: snapshot.ErrNoVersion.Error()}
	case errors.Is(err, catalog.ErrChanged):
		return Problem{Status: http.StatusConflict, Detail: catalog.ErrChanged.Error()}
	case errors.Is(err, snapshot.ErrRaced):
		return Problem{Status: http.StatusConflict, Detail: "another version of the index became current first"}
	case errors.Is(err, experiment.ErrNotFound):
		return Problem{Status: http.StatusNotFound, Detail: experiment.ErrNotFound.Error()}
	case experiment.IsRefused(err):
		return Problem{Status: http.StatusConflict, Detail: err.Error()}
	case errors.Is(err, post.ErrNotFound):
		return Problem{Status: http.StatusNotFound, Detail: post.ErrNotFound.Error()}
	case errors.Is(err, errNoRoute):
		return Problem{Status: http.StatusNotFound, Detail: errNoRoute.Error()}
	}
	return faultOf(ctx, err)
}

// faultOf returns the problem for an error that the caller did not cause.
func faultOf(ctx context.Context, err error) Problem {
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return Problem{Status: statusClientClosed, Detail: "the client went away"}
	case errors.Is(ctx.Err(), context.DeadlineExceeded):
		return Problem{Status: http.StatusGatewayTimeout, Detail: "this took too long"}
	case errors.Is(err, snapshot.ErrNoIndex):
		return Problem{Status: http.StatusServiceUnavailable, Detail: "the product index is not ready yet"}
	case errors.Is(err, ErrNotVerified):
		return Problem{Status: http.StatusServiceUnavailable, Detail: "tokens cannot be checked at the moment"}
	}
	return Problem{Status: http.StatusInternalServerError, Detail: "internal error"}
}
