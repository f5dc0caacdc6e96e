package milvustest

import (
	"errors"
	"net"
	"path/filepath"
	"strings"
	"testing"
)

func TestMain(m *testing.M) { Main(m) }

func TestForTestSharesOneServer(t *testing.T) {
	first, second := ForTest(t), ForTest(t)
	if first != second || !strings.HasPrefix(first, "127.0.0.1:") {
		t.Errorf("ForTest() = %q, then %q, want one address on 127.0.0.1", first, second)
	}
}

func TestStop(t *testing.T) {
	ForTest(t) // skips the test if milvus-lite is not installed
	s, err := Start(t.Context(), Options{Dir: filepath.Join(t.TempDir(), "new")})
	if err != nil {
		t.Fatal(err)
	}
	s.Stop()
	s.Stop()
	if conn, err := net.Dial("tcp", s.Addr()); err == nil {
		conn.Close()
		t.Error("the server accepts connections after Stop")
	}
}

func TestStartReportsUsedPort(t *testing.T) {
	addr := ForTest(t)
	_, port, _ := net.SplitHostPort(addr)
	number, err := net.LookupPort("tcp", port)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Start(t.Context(), Options{Port: number}); err == nil || !strings.Contains(err.Error(), "in use") {
		t.Errorf("Start on port %d = %v, want an error that it is in use", number, err)
	}
}

func TestFindReportsMissingProgram(t *testing.T) {
	t.Setenv(variable, filepath.Join(t.TempDir(), "missing"))
	if _, err := Find(); !errors.Is(err, ErrUnavailable) || !strings.Contains(err.Error(), variable) {
		t.Errorf("Find() = %v, want ErrUnavailable that names %s", err, variable)
	}
}
