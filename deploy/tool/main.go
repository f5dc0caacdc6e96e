// Tool gives the scripts of deploy/ access to Go code.
//
//	tool table                 prints the table of functions, tab-separated, with a header line
//	tool routes                prints the method and path of each route that reads tokens
//	tool stage FROM TO         copies the files that .gcloudignore of FROM allows to TO; prints their release
//	tool check-settings FILE KEY=value...
//	                           checks a file of settings, if it is not "", and other settings
//	tool settings …            plans the settings of a deployment; reads the current ones from standard input
//	tool token-secret          prints the secret with the search engine's token; reads the current settings too
//	tool cost                  prints the monthly cost at three traffic levels
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
	if err := run(os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "deploy/tool:", err)
		os.Exit(1)
	}
}

func run(args []string, in io.Reader, out io.Writer) error {
	switch {
	case len(args) == 1 && args[0] == "table":
		return table(out)
	case len(args) == 1 && args[0] == "routes":
		return routes(out)
	case len(args) == 3 && args[0] == "stage":
		return stage(args[1], args[2], out)
	case len(args) > 1 && args[0] == "check-settings":
		_, err := readChanges(args[1], args[2:])
		return err
	case len(args) > 1 && args[0] == "settings":
		return planSettings(args[1:], in, out)
	case len(args) == 1 && args[0] == "token-secret":
		return tokenSecret(in, out)
	case len(args) == 1 && args[0] == "cost":
		return cost.Write(out)
	}
	return errors.New("usage: table | routes | stage FROM TO | check-settings FILE KEY=value... | settings … | token-secret | cost")
}

// stage makes two uploads: TO/native for the functions that load the model or the index, and TO/plain,
// without native/out, for the others.
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
