package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"time"

	"shopfyp.dev/functions"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/tools/bench/internal/folder"
	"shopfyp.dev/tools/bench/internal/history"
)

// options are the command line.
type options struct {
	bucket  string // folder of published snapshots; "": Cloud Storage
	visits  string // file of the log in memory; "": none
	cards   string // the card file that products are looked up in
	inStore bool   // the log lies in Firestore
}

// run serves on a port of the system's choice, which it prints, until ctx ends.
func run(ctx context.Context, args, environ []string, out io.Writer) error {
	var o options
	fs := flag.NewFlagSet("serve", flag.ContinueOnError)
	fs.StringVar(&o.bucket, "bucket", "", "folder of published snapshots; none: Cloud Storage")
	fs.StringVar(&o.visits, "history", "", "file of what users did before")
	fs.StringVar(&o.cards, "cards", "", "card file that products are looked up in; none: Firestore")
	fs.BoolVar(&o.inStore, "firestore", false, "keep the interaction log in Firestore")
	if err := fs.Parse(args); err != nil {
		return err
	}
	ports, err := o.ports(ctx)
	if err != nil {
		return err
	}
	host, err := functions.OpenOver(ports, environ, io.Discard)
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return errors.Join(err, host.Close())
	}
	server := &http.Server{Handler: handler(host), ReadHeaderTimeout: time.Minute}
	go server.Serve(l)
	fmt.Fprintln(out, l.Addr())
	<-ctx.Done()
	return errors.Join(server.Shutdown(context.WithoutCancel(ctx)), host.Close())
}

// ports are what stands in for Google's services.
func (o options) ports(ctx context.Context) (functions.Ports, error) {
	p := functions.Ports{Verifier: trusting{}}
	if o.bucket != "" {
		p.Bucket = folder.New(o.bucket)
	}
	if o.cards != "" {
		store, err := openCards(o.cards)
		if err != nil {
			return functions.Ports{}, err
		}
		p.Products = store
	}
	if o.inStore {
		return p, nil
	}
	p.Log = interaction.NewMemory(time.Now)
	if o.visits == "" {
		return p, nil
	}
	return p, history.Replay(ctx, o.visits, p.Log)
}

var _ catalog.Store = (*cardStore)(nil)

// handler serves all HTTP functions by their routes' paths.
func handler(host *functions.Host) http.Handler {
	mux := http.NewServeMux()
	for _, f := range functions.Table() {
		if len(f.Routes) == 0 {
			continue
		}
		h := host.HTTP(f.Name)
		paths := make(map[string]bool)
		for _, r := range f.Routes {
			_, path, _ := strings.Cut(r.Pattern, " ")
			if !paths[path] {
				paths[path] = true
				mux.Handle(path, h)
			}
		}
	}
	return mux
}

// trusting takes a token for the user's ID.
type trusting struct{}

// Verify implements the functions' verifier.
func (trusting) Verify(_ context.Context, token string) (string, error) { return token, nil }
