package functions

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"os"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/gcp/idtoken/idtokentest"
	"shopfyp.dev/shared/interaction"
)

// testEnds sends SIGTERM while requests wait for a slow Firestore. The process must answer all requests and log all
// interactions before it exits.
func testEnds(t *testing.T, program string) {
	project, proxy := emulatortest.Project(), emulatortest.NewProxy(t)
	log := firestoredb.NewInteractions(emulatortest.Client(t, project))
	if _, err := firestoredb.NewProducts(emulatortest.Client(t, project)).Put(t.Context(), products); err != nil {
		t.Fatal(err)
	}
	idtokentest.Emulate(t)
	url, process, ended := launch(t, program, environment("FUNCTION_TARGET=click", "GOOGLE_CLOUD_PROJECT="+project,
		"FIRESTORE_EMULATOR_HOST="+proxy.Addr(), "FIREBASE_AUTH_EMULATOR_HOST="+os.Getenv("FIREBASE_AUTH_EMULATOR_HOST")))
	sendClick(t, url, project, "ann", func() {}) // opens the dependencies
	proxy.Set(emulatortest.Fault{Delay: 600 * time.Millisecond})

	const users = 40
	var sent, answered sync.WaitGroup
	ids := make([]string, users)
	sent.Add(users)
	for i := range ids {
		answered.Go(func() { ids[i] = sendClick(t, url, project, fmt.Sprint("user", i), sync.OnceFunc(sent.Done)) })
	}
	sent.Wait()
	if err := process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	answered.Wait()
	<-ended
	for i, id := range ids {
		if x, err := log.Get(t.Context(), fmt.Sprint("user", i), id); err != nil || x.Type != interaction.Click {
			t.Errorf("user %d: interaction %q in the log = %q, %v, want a click", i, id, x.Type, err)
		}
	}
}

// sendClick logs a click of the user and returns its ID. It calls sent after sending the request.
func sendClick(t *testing.T, url, project, user string, sent func()) string {
	t.Helper()
	defer sent()
	ctx := httptrace.WithClientTrace(context.Background(), &httptrace.ClientTrace{WroteRequest: func(httptrace.WroteRequestInfo) { sent() }})
	req, err := http.NewRequestWithContext(ctx, "POST", url+"/api/click", strings.NewReader(`{"productId": "lamp-1"}`))
	if err != nil {
		t.Error(err)
		return ""
	}
	req.Header.Set("Authorization", "Bearer "+idtokentest.Token(project, user))
	req.Header.Set("Content-Type", "application/json")
	return requireOK(t, req).InteractionID
}
