package functions

import (
	"net"
	"os/exec"
	"syscall"
	"testing"
	"time"

	"shopfyp.dev/shared/telemetry/collectortest"
)

// testFlushes checks that a process sends its pending telemetry before it ends.
func testFlushes(t *testing.T, program string) {
	c := collectortest.Start(t)
	address := freeAddress(t)
	_, port, _ := net.SplitHostPort(address)
	cmd := exec.CommandContext(t.Context(), program)
	cmd.Dir = t.TempDir()
	cmd.Env = environment("FUNCTION_TARGET=click", "PORT="+port, "OTEL_EXPORTER_OTLP_ENDPOINT="+c.URL)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	exited := make(chan error, 1)
	go func() { exited <- cmd.Wait() }()
	for {
		conn, err := net.Dial("tcp", address)
		if err == nil {
			conn.Close()
			break
		}
		select {
		case err := <-exited:
			t.Fatalf("the program ended before it listened: %v", err)
		case <-time.After(20 * time.Millisecond):
		}
	}
	checkStatus(t, "POST", "http://"+address+"/api/click", 401)
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	<-exited
	if c.Spans()["POST /api/click"] == nil || !c.Services()["click"] {
		t.Errorf("the collector has spans %v of services %v, want the span POST /api/click of click", c.Spans(), c.Services())
	}
	if p, _ := c.Point("http.server.request.duration", "faas.name=click", "http.response.status_code=401"); p.Count != 1 {
		t.Errorf("%d requests were measured, want 1", p.Count)
	}
}
