// Package wire connects the functions to their dependencies. Load reads the
// environment into a Config, and New builds an App from it. The App opens each
// dependency when it is first needed. Only this package knows the implementations
// of the ports, and only this package reads the environment.
package wire
