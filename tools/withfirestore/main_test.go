package main

import (
	"errors"
	"os/exec"
	"testing"

	"shopfyp.dev/shared/gcp/emulatortest"
)

func TestMain(m *testing.M) { emulatortest.Main(m) }

func TestRunSetsTheEmulatorAddress(t *testing.T) {
	emulatortest.ForTest(t) // skips without an emulator
	t.Setenv("FIRESTORE_EMULATOR_HOST", "")
	if err := run(t.Context(), []string{"sh", "-c", `curl -sf "http://$FIRESTORE_EMULATOR_HOST/" >/dev/null`}); err != nil {
		t.Errorf("run of a command that reads from the emulator = %v, want nil", err)
	}
}

func TestRunReturnsTheExitStatus(t *testing.T) {
	emulatortest.ForTest(t)
	err := run(t.Context(), []string{"sh", "-c", "exit 3"})
	if exit, ok := errors.AsType[*exec.ExitError](err); !ok || exit.ExitCode() != 3 {
		t.Errorf("run of a command that exits with 3 = %v, want exit status 3", err)
	}
	if err := run(t.Context(), nil); err == nil {
		t.Error("run without a command returned no error")
	}
}
