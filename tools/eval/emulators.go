package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"time"

	"cloud.google.com/go/firestore"
	"cloud.google.com/go/storage"
	"github.com/fsouza/fake-gcs-server/fakestorage"

	"shopfyp.dev/shared/gcp/emulatortest"
)

// startFirestore starts an empty Firestore emulator and returns a client for it.
func (s *shop) startFirestore(ctx context.Context) (*firestore.Client, error) {
	fs, err := emulatortest.Start(ctx, emulatortest.Options{Project: project})
	if err != nil {
		return nil, err
	}
	s.onClose(func() error { fs.Stop(); return nil })
	os.Setenv("FIRESTORE_EMULATOR_HOST", fs.Addr()) // for the client below and the index-builder
	db, err := firestore.NewClient(ctx, project)
	if err != nil {
		return nil, err
	}
	s.onClose(db.Close)
	return db, nil
}

// startStorage serves the Cloud Storage API from dir and returns a client for it.
func (s *shop) startStorage(ctx context.Context, dir string) (*storage.Client, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	addr := l.Addr().String()
	store, err := fakestorage.NewServerWithOptions(fakestorage.Options{
		NoListener: true, Scheme: "http", PublicHost: addr, ExternalURL: "http://" + addr, StorageRoot: dir,
	})
	if err != nil {
		return nil, errors.Join(err, l.Close())
	}
	store.CreateBucketWithOpts(fakestorage.CreateBucketOpts{Name: bucket})
	server := &http.Server{Handler: store.HTTPHandler(), ReadHeaderTimeout: time.Minute}
	go server.Serve(l)
	s.onClose(server.Close)
	os.Setenv("STORAGE_EMULATOR_HOST", addr)
	gcs, err := storage.NewClient(ctx)
	if err != nil {
		return nil, err
	}
	s.onClose(gcs.Close)
	return gcs, nil
}
