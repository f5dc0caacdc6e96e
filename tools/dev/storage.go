package main

import (
	"fmt"
	"net"
	"net/http"

	"github.com/fsouza/fake-gcs-server/fakestorage"
)

// startStorage serves Cloud Storage on l from files in dir, and creates the
// bucket if needed. It supports preconditions, unlike the Firebase tools'
// Storage emulator.
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
