package api

import (
	"context"
	"net/http"
	"reflect"

	"shopfyp.dev/shared/telemetry"
)

// An Endpoint serves one API call: it decodes a Request and returns a Response to encode.
type Endpoint struct {
	Request, Response reflect.Type // for the OpenAPI description
	serve             func(ctx context.Context, uid string, r *request) (any, error)
}

// Serve returns an Endpoint that calls f. In is a struct of exported fields. The tag of each field names the source
// of its value: path:"name", query:"name", or json:"name" for a member of the body. The tag default:"value" sets
// the value of a missing field. encoding/json encodes Out. uid is the user that the ID token identifies.
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

// request is the input of an Endpoint.
type request struct {
	http *http.Request
	w    http.ResponseWriter // for the read deadline of the body

	telemetry *telemetry.Telemetry
}
