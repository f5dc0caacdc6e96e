// Tool is what the scripts of deploy/ ask of the Go code: the table of functions, the source that is
// uploaded, what a month costs.
//
//	tool table             a function a line, below the names of the columns, tab-separated
//	tool routes            a route a line: method, path
//	tool stage FROM TO     copies what .gcloudignore of FROM lets through to TO; prints the release it is
//	tool cost              a month's cost for three traffic levels
package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"shopfyp.dev/deploy/cost"
	"shopfyp.dev/deploy/upload"
)

func main() {
	if err := run(os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "deploy/tool:", err)
		os.Exit(1)
	}
}

func run(args []string, out io.Writer) error {
	switch {
	case len(args) == 1 && args[0] == "table":
		return table(out)
	case len(args) == 1 && args[0] == "routes":
		return routes(out)
	case len(args) == 3 && args[0] == "stage":
		return stage(args[1], args[2], out)
	case len(args) == 1 && args[0] == "cost":
		return cost.Write(out)
	}
	return errors.New("usage: table | routes | stage FROM TO | cost")
}

// stage makes two uploads, TO/native for the functions that run the model or the index, and TO/plain
// without native/out for the others.
func stage(from, to string, out io.Writer) error {
	native, err := upload.Stage(from, to+"/native")
	if err != nil {
		return err
	}
	plain, err := upload.Stage(from, to+"/plain", "/native/out/")
	if err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "source: %s with native libraries, %s without\n", native, plain)
	_, err = fmt.Fprintln(out, native.Release)
	return err
}
