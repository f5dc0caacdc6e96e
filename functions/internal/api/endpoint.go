package api

import (
	"context"
	"net/http"
	"reflect"

	"shopfyp.dev/shared/telemetry"
)

// An Endpoint is one call of the API as Go sees it: from decoded values to a value to encode.
type Endpoint struct {
	Request, Response reflect.Type // for what describes the API
	serve             func(ctx context.Context, uid string, r *request) (any, error)
}

// Serve returns the Endpoint that f answers. In is a struct of exported fields, each tagged with
// where its value comes from: path:"name", query:"name", or json:"name" for a member of the body;
// default:"value" says what holds where it is left out. Out is what encoding/json is to encode.
// uid is the user whose token the request carries.
func Serve[In, Out any](f func(ctx context.Context, uid string, in In) (Out, error)) Endpoint {
	return Endpoint{
		Request:  reflect.TypeFor[In](),
		Response: reflect.TypeFor[Out](),
		serve: func(ctx context.Context, uid string, r *request) (any, error) {
			var in In
			_, decoding := r.telemetry.Stage(ctx, telemetry.Decode, "request")
			err := r.decode(&in)
			decoding.End(err)
			if err != nil {
				return nil, err
			}
			return f(ctx, uid, in)
		},
	}
}

// request is what an Endpoint decodes.
type request struct {
	http *http.Request
	w    http.ResponseWriter // told when the body is too large

	telemetry *telemetry.Telemetry
}
