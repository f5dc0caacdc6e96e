// Functions serves one function on 127.0.0.1:PORT. FUNCTION_TARGET is its name.
// In the cloud, the buildpack builds the same program from the root package.
package main

import (
	"fmt"
	"os"

	"github.com/GoogleCloudPlatform/functions-framework-go/funcframework"

	_ "shopfyp.dev" // registers the functions
)

func main() {
	err := funcframework.StartHostPort("127.0.0.1", os.Getenv("PORT"))
	fmt.Fprintln(os.Stderr, "functions:", err)
	os.Exit(1)
}
