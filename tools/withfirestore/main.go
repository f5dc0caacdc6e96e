// Withfirestore starts a Firestore emulator, runs a command with
// FIRESTORE_EMULATOR_HOST set to it, and stops the emulator when the command ends:
//
//	go run ./tools/withfirestore go test ./...
//
// All packages then share one emulator instead of starting one each. Withfirestore
// exits with the command's status.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"shopfyp.dev/shared/gcp/emulatortest"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:])
	stop()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.Exited() {
		os.Exit(exit.ExitCode())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "withfirestore:", err)
		os.Exit(1)
	}
}

// run runs the command while an emulator runs. It interrupts the command when ctx is done.
func run(ctx context.Context, command []string) error {
	if len(command) == 0 {
		return errors.New("usage: withfirestore COMMAND [ARGUMENT...]")
	}
	emulator, err := emulatortest.Start(ctx, emulatortest.Options{})
	if err != nil {
		return err
	}
	defer emulator.Stop()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.Env = append(os.Environ(), "FIRESTORE_EMULATOR_HOST="+emulator.Addr())
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	return cmd.Run()
}
