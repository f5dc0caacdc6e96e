// Package shopfyp registers the deployed functions with the functions framework.
// Google's Go buildpack requires that of one package at the root of the source.
// All other code is in the folder functions.
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

// init registers the functions of Table. If the configuration is invalid, it ends the process before the
// first request. Without FUNCTION_TARGET, the process is not a deployed function, and init does nothing.
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

// drainAtEnd makes the process drain the host on SIGTERM before it exits. The server of the framework
// would drop the requests in flight.
func drainAtEnd(host *functions.Host) {
	end := make(chan os.Signal, 1)
	signal.Notify(end, syscall.SIGTERM)
	go func() {
		<-end
		if err := host.Drain(context.Background()); err != nil {
			log.Fatalf("drain: %v", err)
		}
		os.Exit(0)
	}()
}
