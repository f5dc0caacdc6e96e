package main

import (
	"maps"
	"os"
	"slices"
	"strings"
)

// environment returns the environment of the shop's programs. It adds the
// addresses of the emulators to ours and removes variables that refer to the real cloud.
func (c Config) environment(more map[string]string) []string {
	vars := map[string]string{
		"GOOGLE_CLOUD_PROJECT":        c.Project,
		"BUCKET":                      c.Bucket(),
		"DEMO_CHECKOUT":               "true",
		"NATIVE_DIR":                  c.nativeDir(),
		"FIRESTORE_EMULATOR_HOST":     address(c.Ports.Firestore),
		"FIREBASE_AUTH_EMULATOR_HOST": address(c.Ports.Auth),
		"STORAGE_EMULATOR_HOST":       address(c.Ports.Storage),
	}
	maps.Copy(vars, c.engineSettings())
	maps.Copy(vars, more)
	env := slices.DeleteFunc(os.Environ(), func(line string) bool {
		key, _, _ := strings.Cut(line, "=")
		_, ours := vars[key]
		return ours || strings.HasPrefix(key, "K_") || key == "FUNCTION_TARGET" || key == "GOOGLE_APPLICATION_CREDENTIALS"
	})
	for key, value := range vars {
		env = append(env, key+"="+value)
	}
	return env
}
