package emulatortest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"syscall"
	"time"

	"shopfyp.dev/shared/process"
)

// Options configures an emulator. The zero value is usable.
type Options struct {
	Port           int       // 0 means any free port
	Project        string    // project of requests that do not name one; "" means the emulator's default
	Rules          string    // path of the security rules; "" means that clients may read and write everything
	ImportMetadata string    // path of the .overall_export_metadata of an export to import; "" means no import
	FunctionsHost  string    // host:port that receives document events; "" means no events
	Log            io.Writer // receives the emulator's output; nil discards the output
}

// A Firestore is a running emulator. It runs until Stop. On Linux, it also stops when the program that started it exits.
type Firestore struct {
	Control
	*process.Process
	log *process.Tail
}

// stopGrace is the time that an emulator has to exit before Stop kills it.
const stopGrace = 10 * time.Second

// errPortTaken reports that another program uses the emulator's port.
var errPortTaken = errors.New("in use: stop the program that listens there, or choose another port")

// Start starts an emulator on 127.0.0.1 and returns when it is ready. ctx limits
// the startup time, not the lifetime of the emulator.
func Start(ctx context.Context, o Options) (*Firestore, error) {
	java, jar, err := Find()
	if err != nil {
		return nil, err
	}
	if err := o.checkFiles(); err != nil {
		return nil, err
	}
	for try := 1; ; try++ {
		f, err := start(ctx, java, jar, o)
		if o.Port != 0 || try == 3 || !errors.Is(err, errPortTaken) {
			return f, err
		}
		// Another program took the port after freePort found it free.
	}
}

// checkFiles returns an error that names a missing file. The emulator's own error is less clear.
func (o Options) checkFiles() error {
	for _, path := range []string{o.Rules, o.ImportMetadata} {
		if path != "" && !isFile(path) {
			return fmt.Errorf("start Firestore emulator: %s is not a file", path)
		}
	}
	return nil
}

func start(ctx context.Context, java, jar string, o Options) (*Firestore, error) {
	port, err := freePort(o.Port)
	if err != nil {
		return nil, err
	}
	addr := net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	f := &Firestore{Control: At(addr), log: &process.Tail{To: o.Log, Keep: tailBytes}}
	cmd := exec.Command(java, arguments(jar, port, o)...)
	cmd.Stdout, cmd.Stderr = f.log, f.log
	if f.Process, err = process.Start(cmd); err != nil {
		return nil, fmt.Errorf("start Firestore emulator: %w", err)
	}
	if err := f.ready(ctx, o.Rules); err != nil {
		f.Stop()
		return nil, fmt.Errorf("Firestore emulator on %s: %w", addr, err)
	}
	return f, nil
}

// ready returns when the emulator answers and has accepted its rules.
func (f *Firestore) ready(ctx context.Context, rules string) error {
	if err := f.awaitReady(ctx); err != nil || rules == "" {
		return err
	}
	// During startup, the emulator ignores rules that do not compile. SetRules returns an error for them.
	source, err := os.ReadFile(rules)
	if err != nil {
		return err
	}
	return f.SetRules(ctx, "demo-check-of-rules", string(source))
}

// freePort returns port, or any free port for 0. It returns an error if the port is in use.
func freePort(port int) (int, error) {
	l, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if errors.Is(err, syscall.EADDRINUSE) {
		return 0, fmt.Errorf("port %d is %w", port, errPortTaken)
	}
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

func arguments(jar string, port int, o Options) []string {
	args := []string{
		"-Xmx6g",                                      // heap limit: 41,000 products with vectors take 2.8 GB; with a limit of 4 GB, garbage collection dominates
		"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", // faster startup (40% less CPU) and less than half the memory, without slower requests
		"-Duser.language=en",
		"-cp", jar, "com.google.cloud.datastore.emulator.firestore.CloudFirestore",
		"--host", "127.0.0.1", "--port", strconv.Itoa(port),
	}
	for _, flag := range [][2]string{
		{"--project_id", o.Project},
		{"--rules", o.Rules},
		{"--seed_from_export", o.ImportMetadata},
		{"--functions_emulator", o.FunctionsHost},
	} {
		if flag[1] != "" {
			args = append(args, flag[0], flag[1])
		}
	}
	return args
}

// awaitReady returns when the emulator answers, its process has exited or ctx is done.
func (f *Firestore) awaitReady(ctx context.Context) error {
	poll := time.NewTicker(25 * time.Millisecond)
	defer poll.Stop()
	for {
		select {
		case <-ctx.Done():
			return fmt.Errorf("not ready: %w", ctx.Err())
		case <-f.Done():
			return f.diagnosis()
		case <-poll.C:
			if f.answers(ctx) {
				return nil
			}
		}
	}
}

func (f *Firestore) answers(ctx context.Context) bool {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+f.Addr()+"/", nil)
	if err != nil {
		return false
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return false
	}
	defer resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}

// diagnosis returns the reason why the emulator exited, from its log.
func (f *Firestore) diagnosis() error {
	cause := causeIn(f.log.String())
	if cause == bindFailure {
		return fmt.Errorf("its port is %w", errPortTaken)
	}
	return fmt.Errorf("exited: %w: %s", f.Wait(), cause)
}

// Stop stops the emulator and waits until its process has exited. All data is lost;
// call Export first to keep it. You may call Stop more than once.
func (f *Firestore) Stop() { _ = f.Process.Stop(stopGrace) }
