package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/fsouza/fake-gcs-server/fakestorage"
	"golang.org/x/sync/errgroup"

	"shopfyp.dev/shared/engine/milvustest"
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/process"
	"shopfyp.dev/tools/dev/internal/console"
	"shopfyp.dev/tools/dev/internal/eventarc"
)

// A host is the running shop with its emulators.
type host struct {
	config   Config
	state    *state
	console  *console.Console
	log      *slog.Logger
	timeline *timeline

	fleet   *fleet
	queue   *eventarc.Queue
	builder *builder
	saver   *saver

	// Servers and processes, nil until they are started.
	storage       *fakestorage.Server
	storageServer *http.Server
	front         *http.Server
	firestore     *emulatortest.Firestore
	firebase      *process.Process
	hot           *process.Process   // nil without hot reload
	milvus        *milvustest.Server // nil without Milvus Lite
	endFleet      context.CancelFunc // stops the functions and the queue
	opened        bool               // the start is complete, so stop saves the data
}

// newHost returns a host. Call start to start it.
func newHost(c Config, s *state, terminal io.Writer) (*host, error) {
	shown := slog.LevelError
	if c.Verbose {
		shown = slog.LevelDebug
	}
	con := console.New(terminal, s.log, shown)
	h := &host{config: c, state: s, console: con, log: con.Logger("dev"), timeline: newTimeline()}
	var err error
	if h.fleet, err = newFleet(c, s.path("snapshots"), con); err != nil {
		return nil, err
	}
	h.queue = eventarc.New(eventarc.Options{
		Deliver: eventarc.PostTo(http.DefaultClient, h.fleet.url), Workers: 4,
		FirstWait: 200 * time.Millisecond, MaxWait: 30 * time.Second, GiveUp: 30 * time.Minute,
		Logger: con.Logger("eventarc"),
	})
	h.builder = newBuilder(runCommand(h.builderCommand), con.Component("builder", false), h.log)
	h.saver = &saver{
		firestore: emulatortest.At(address(c.Ports.Firestore)), project: c.Project,
		documents: vault{s.path("firestore")}, firebase: h.firebaseTools(), log: h.log,
	}
	h.builder.built = func() { h.saver.changed.Store(true) }
	return h, nil
}

func (h *host) firebaseTools() firebase {
	return firebase{
		config: h.config, dir: h.state.path("firebase"), saved: vault{h.state.path("auth")},
		output: h.console.Component("firebase", true),
	}
}

func (h *host) builderCommand() *exec.Cmd {
	cmd := exec.Command(filepath.Join(h.config.Root, h.config.program("index-builder")))
	cmd.Dir, cmd.Env = h.config.Root, h.config.environment(map[string]string{
		"FULL": "true", // products may have changed while the functions did not run
	})
	return cmd
}

// start starts everything and returns when all servers are ready. If a process
// ends unexpectedly after that, it calls fail.
func (h *host) start(ctx context.Context, ports reservation, fail context.CancelCauseFunc) error {
	h.log.InfoContext(ctx, "starting: the Auth emulator takes about ten seconds")
	ports.release("hosting", "auth", "hub", "logging", "firestore", "vite", "milvus")
	if err := h.startServers(ports); err != nil {
		return err
	}
	g, starting := errgroup.WithContext(ctx)
	g.Go(func() error {
		return h.step("Auth and Hosting", func() error { return h.startFirebase(starting, fail) })
	})
	var seeded bool
	g.Go(func() (err error) {
		seeded, err = h.startShop(starting, fail)
		return err
	})
	if err := g.Wait(); err != nil {
		return err
	}
	return h.open(ctx, seeded)
}

// startServers starts the servers in this process.
func (h *host) startServers(ports reservation) (err error) {
	h.storage, h.storageServer, err = startStorage(ports.take("storage"), h.state.path("gcs"), h.config.Bucket())
	if err != nil {
		return err
	}
	h.front = h.newFront()
	go h.front.Serve(ports.take("api"))
	return nil
}

func (h *host) startFirebase(ctx context.Context, fail context.CancelCauseFunc) error {
	p, err := h.firebaseTools().start(ctx)
	if err != nil {
		return err
	}
	h.firebase = p
	go func() {
		fail(fmt.Errorf("the Auth and Hosting emulators ended: %w", p.Wait()))
	}()
	return nil
}

func (h *host) startFirestore(ctx context.Context, fail context.CancelCauseFunc) error {
	f, err := emulatortest.Start(ctx, emulatortest.Options{
		Port: h.config.Ports.Firestore, Project: h.config.Project,
		Rules:          filepath.Join(h.config.Root, "deploy/firestore.rules"),
		ImportMetadata: savedFirestore(h.saver.documents),
		FunctionsHost:  address(h.config.Ports.API),
		Log:            h.console.Component("firestore", true),
	})
	if err != nil {
		return err
	}
	h.firestore = f
	go func() {
		<-f.Done()
		fail(fmt.Errorf("the Firestore emulator ended: %w", f.Wait()))
	}()
	return nil
}

// step runs one step of the start and logs its duration.
func (h *host) step(name string, f func() error) error {
	if err := h.timeline.measure(name, f); err != nil {
		return err
	}
	h.log.Info("ready", "what", name, "after", time.Since(h.timeline.start).Round(100*time.Millisecond).String())
	return nil
}

// self returns the URL of the functions' server.
func (h *host) self() *url.URL { return &url.URL{Scheme: "http", Host: address(h.config.Ports.API)} }
