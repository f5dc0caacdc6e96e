package emulatortest

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestFindErrors(t *testing.T) {
	for _, tc := range []struct {
		name string
		env  map[string]string
		want string
	}{
		{"no java", map[string]string{"JAVA_HOME": "", "PATH": t.TempDir()}, "java is not on PATH"},
		{"wrong jar", map[string]string{"JAVA_HOME": fakeJava(t), "FIRESTORE_EMULATOR_JAR": "/nowhere.jar"}, "FIRESTORE_EMULATOR_JAR=/nowhere.jar"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for k, v := range tc.env {
				t.Setenv(k, v)
			}
			_, _, err := Find()
			if !errors.Is(err, ErrUnavailable) || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("Find() = %v, want ErrUnavailable with %q", err, tc.want)
			}
		})
	}
}

func TestFindReturnsNewestCachedJar(t *testing.T) {
	home := t.TempDir()
	cache := filepath.Join(home, ".cache", "firebase", "emulators")
	write(t, filepath.Join(cache, "cloud-firestore-emulator-v1.9.1.jar"))
	newest := write(t, filepath.Join(cache, "cloud-firestore-emulator-v1.22.0.jar"))
	write(t, filepath.Join(cache, "cloud-storage-rules-runtime-v9.0.0.jar"))
	t.Setenv("HOME", home)
	t.Setenv("FIRESTORE_EMULATOR_JAR", "")
	t.Setenv("JAVA_HOME", fakeJava(t))
	if _, jar, err := Find(); err != nil || jar != newest {
		t.Errorf("Find() = %s, %v, want %s", jar, err, newest)
	}
}

func TestFindReturnsJarOfSDKOnPath(t *testing.T) {
	sdk, bin := t.TempDir(), t.TempDir()
	jar := write(t, filepath.Join(sdk, "platform", "cloud-firestore-emulator", jarName))
	gcloud := write(t, filepath.Join(sdk, "bin", "gcloud"))
	if err := os.Symlink(gcloud, filepath.Join(bin, "gcloud")); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", bin)
	t.Setenv("HOME", t.TempDir())
	t.Setenv("FIRESTORE_EMULATOR_JAR", "")
	t.Setenv("JAVA_HOME", fakeJava(t))
	if _, got, err := Find(); err != nil || got != jar {
		t.Errorf("Find() = %s, %v, want %s", got, err, jar)
	}
}

func fakeJava(t *testing.T) (home string) {
	home = t.TempDir()
	write(t, filepath.Join(home, "bin", "java"))
	return home
}

// write creates an executable file and returns its path.
func write(t *testing.T, path string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}
