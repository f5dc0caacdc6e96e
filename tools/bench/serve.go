package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"shopfyp.dev/functions"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/tools/internal/folder"
	"shopfyp.dev/tools/internal/server"
)

// serve runs every HTTP function in one process, as production does, until ctx ends. It prints its address.
// Snapshots come from a folder, the interaction log is in memory, and a user's ID serves as the token. With five arguments, some products
// have changed since the snapshot.
func serve(ctx context.Context, args []string, out io.Writer) error {
	if len(args) != 2 && len(args) != 5 {
		return fmt.Errorf("serve: %d arguments, want the bucket's folder and the card file, and optionally the index file, and how many products changed and are new", len(args))
	}
	cards, err := snapshot.OpenCards(args[1])
	if err != nil {
		return err
	}
	defer cards.Close()
	ports := functions.Ports{
		Products: cardStore{cards: cards}, Log: interaction.NewMemory(time.Now), Bucket: folder.New(args[0]), Verifier: server.TokenIsUser{},
	}
	if len(args) == 5 {
		if ports.Changes, err = changedFrom(ctx, cardStore{cards: cards}, args[2], args[3], args[4]); err != nil {
			return err
		}
	}
	host, err := functions.OpenOver(ports, os.Environ(), io.Discard)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return errors.Join(err, host.Close())
	}
	mux := http.NewServeMux()
	mux.Handle("/", server.Handler(host))
	mux.Handle("/api"+functions.ReadyPath, http.StripPrefix("/api", host.HTTP("recommend")))
	srv := &http.Server{Handler: mux, ReadHeaderTimeout: time.Minute}
	go srv.Serve(l)
	fmt.Fprintln(out, l.Addr())
	<-ctx.Done()
	return errors.Join(srv.Shutdown(context.WithoutCancel(ctx)), host.Close())
}

// cardStore is a catalog.Store that reads products from a card file. It implements only Get, which clicks need.
type cardStore struct {
	catalog.Store
	catalog.Updater
	cards *snapshot.Cards
}

// Get implements catalog.Store.
func (s cardStore) Get(_ context.Context, id catalog.ID) (catalog.Product, error) {
	row, ok := s.cards.Row(string(id))
	if !ok {
		return catalog.Product{}, fmt.Errorf("product %q: %w", id, catalog.ErrNotFound)
	}
	_, data, err := s.cards.Record(row)
	if err != nil {
		return catalog.Product{}, err
	}
	var c catalog.Card
	if err := json.Unmarshal(data, &c); err != nil {
		return catalog.Product{}, fmt.Errorf("product %s: %w", id, err)
	}
	return catalog.Product{ID: c.ID, Title: c.Title, Brand: c.Brand, Category: c.Category, Price: c.Price}, nil
}
