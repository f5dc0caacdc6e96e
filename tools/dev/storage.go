package main

import (
	"fmt"
	"net"
	"net/http"

	"github.com/fsouza/fake-gcs-server/fakestorage"
)

// startStorage serves the Cloud Storage API on l from files in dir. It creates the
// bucket if necessary. Unlike the Firebase tools' Storage emulator, the server
// supports preconditions.
func startStorage(l net.Listener, dir, bucket string) (*fakestorage.Server, *http.Server, error) {
	addr := l.Addr().String()
	store, err := fakestorage.NewServerWithOptions(fakestorage.Options{
		NoListener: true, Scheme: "http", PublicHost: addr, ExternalURL: "http://" + addr, StorageRoot: dir,
	})
	if err != nil {
		return nil, nil, fmt.Errorf("storage in %s: %w", dir, err)
	}
	if _, err := store.Backend().GetBucket(bucket); err != nil {
		store.CreateBucket(bucket)
	}
	server := &http.Server{Handler: store.HTTPHandler()}
	go server.Serve(l)
	return store, server, nil
}
