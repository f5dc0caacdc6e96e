//go:build keep

package keep

import (
	_ "cloud.google.com/go/firestore"
	_ "cloud.google.com/go/storage"
	_ "firebase.google.com/go/v4/auth"
	_ "github.com/GoogleCloudPlatform/functions-framework-go/funcframework"
	_ "github.com/GoogleCloudPlatform/functions-framework-go/functions"
	_ "github.com/cloudevents/sdk-go/v2"
	_ "github.com/fsouza/fake-gcs-server/fakestorage"
	_ "github.com/google/go-cmp/cmp"
	_ "github.com/schollz/progressbar/v3"
	_ "github.com/sethvargo/go-envconfig"
	_ "github.com/swaggest/openapi-go/openapi31"
	_ "github.com/yalue/onnxruntime_go"
	_ "golang.org/x/sync/errgroup"
	_ "golang.org/x/sys/unix"
	_ "golang.org/x/text/encoding/charmap"
	_ "golang.org/x/text/unicode/norm"
	_ "golang.org/x/tools/go/packages"
	_ "golang.org/x/tools/txtar"
	_ "google.golang.org/api/iterator"
	_ "google.golang.org/grpc"
	_ "google.golang.org/protobuf/proto"
)
