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
)

// Options say how an emulator is started. The zero value is a usable one.
type Options struct {
	Port           int       // 0: a free one
	Project        string    // of requests that name none; "" is the emulator's own default
	Rules          string    // path of the security rules; "": clients may do anything
	ImportMetadata string    // path of an export's .overall_export_metadata, read before the emulator is ready
	FunctionsHost  string    // host:port that document events are posted to; "": events are dropped
	Log            io.Writer // what the emulator prints; nil: dropped
}

// A Firestore is a running emulator. It lives until Stop, and on Linux never longer than the program that started it.
type Firestore struct {
	Control
	cmd  *exec.Cmd
	log  *tail
	done chan struct{}
	err  error // set before done is closed
}

// errPortTaken says that the emulator's port belongs to another program.
var errPortTaken = errors.New("taken: stop what listens there, or choose another port")

// Start starts an emulator on 127.0.0.1 and returns when it answers. ctx ends
// the waiting, not the emulator.
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
		// Somebody took the free port between our look and the emulator's.
	}
}

// checkFiles says which file is missing, which the emulator does less clearly.
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
	f := &Firestore{Control: At(addr), log: &tail{to: o.Log}, done: make(chan struct{})}
	f.cmd = exec.Command(java, arguments(jar, port, o)...)
	f.cmd.Stdout, f.cmd.Stderr = f.log, f.log
	f.cmd.SysProcAttr = ownProcess()
	if err := f.launch(); err != nil {
		return nil, fmt.Errorf("start Firestore emulator: %w", err)
	}
	if err := f.ready(ctx, o.Rules); err != nil {
		f.Stop()
		return nil, fmt.Errorf("Firestore emulator on %s: %w", addr, err)
	}
	return f, nil
}

// ready returns when the emulator answers and has taken its rules.
func (f *Firestore) ready(ctx context.Context, rules string) error {
	if err := f.awaitReady(ctx); err != nil || rules == "" {
		return err
	}
	// At its start the emulator passes over rules that do not compile; set for any one project, it refuses them.
	source, err := os.ReadFile(rules)
	if err != nil {
		return err
	}
	return f.SetRules(ctx, "demo-check-of-rules", string(source))
}

// freePort returns port, or a free one for 0, after a look whether it can be listened on.
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
		"-Xmx6g",                                      // a limit, not a reservation: 41,000 products with their vectors take 2.8 GB, and with 4 it does little but collect garbage
		"-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", // 40% less CPU until ready and less than half the memory of Java's defaults; no slower after
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

// awaitReady returns when the emulator answers, has died or ctx is done.
func (f *Firestore) awaitReady(ctx context.Context) error {
	poll := time.NewTicker(25 * time.Millisecond)
	defer poll.Stop()
	for {
		select {
		case <-ctx.Done():
			return fmt.Errorf("not ready: %w", ctx.Err())
		case <-f.done:
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

// diagnosis says why the emulator has ended, in the words of its own log.
func (f *Firestore) diagnosis() error {
	cause := f.log.cause()
	if cause == bindFailure {
		return fmt.Errorf("its port is %w", errPortTaken)
	}
	return fmt.Errorf("ended: %w: %s", f.err, cause)
}

// Done is closed when the emulator's process has ended, stopped or not.
func (f *Firestore) Done() <-chan struct{} { return f.done }

// Err says how the process ended; call it after Done is closed.
func (f *Firestore) Err() error { return f.err }

// Stop ends the emulator and returns when it is gone, with all it held:
// Export first what is to be kept. Stopping twice is no error.
func (f *Firestore) Stop() {
	if f.cmd.Process.Signal(syscall.SIGTERM) != nil {
		f.cmd.Process.Kill()
	}
	select {
	case <-f.done:
	case <-time.After(10 * time.Second):
		f.cmd.Process.Kill()
		<-f.done
	}
}
