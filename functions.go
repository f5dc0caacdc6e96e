// Package shopfyp is what Google's Go buildpack compiles: it wants one package
// at the root of the source that registers functions with the functions
// framework. Everything is in functions/.
package shopfyp

import (
	"context"
	"log"
	"os"
	"os/signal"
	"syscall"

	framework "github.com/GoogleCloudPlatform/functions-framework-go/functions"

	"shopfyp.dev/functions"
)

// init registers the table, and ends a process that is configured wrongly before it takes requests.
// Where FUNCTION_TARGET is not set the process is not a function, and there is nothing to register.
func init() {
	if os.Getenv("FUNCTION_TARGET") == "" {
		return
	}
	host, err := functions.Open(os.Environ(), os.Stdout)
	if err != nil {
		log.Fatalf("configuration: %v", err)
	}
	drainAtEnd(host)
	for _, f := range functions.Table() {
		if f.Event != nil {
			framework.CloudEvent(f.Name, host.Event(f.Name))
		} else {
			framework.HTTP(f.Name, host.HTTP(f.Name).ServeHTTP)
		}
	}
}

// drainAtEnd has SIGTERM end the process only when what was accepted is done. The framework's own server
// knows no such end: it would drop requests under way.
func drainAtEnd(host *functions.Host) {
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGTERM)
	go func() {
		<-end
		if err := host.Drain(context.Background()); err != nil {
			log.Fatalf("end: %v", err)
		}
		os.Exit(0)
	}()
}
