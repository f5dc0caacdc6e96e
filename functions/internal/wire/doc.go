// Package wire puts the functions' dependencies together: from the environment
// to a Config, from a Config to an App that makes each thing when it is first
// needed. It is the only package of the functions that knows what stands behind
// the ports, and nothing below it reads the environment.
package wire
