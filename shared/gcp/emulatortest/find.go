package emulatortest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// ErrUnavailable reports that Java or the emulator's jar is missing. The error
// that wraps it explains in one line how to install the missing part.
var ErrUnavailable = errors.New("Firestore emulator is not installed")

const jarName = "cloud-firestore-emulator.jar"

// Find returns the paths of the java program and the emulator's jar, or
// ErrUnavailable. It looks for the jar in $FIRESTORE_EMULATOR_JAR, then in the
// cache of the Firebase tools, then in an installed Google Cloud SDK.
func Find() (java, jar string, err error) {
	if java, err = findJava(); err != nil {
		return "", "", err
	}
	jar, err = findJar()
	return java, jar, err
}

func findJava() (string, error) {
	if home := os.Getenv("JAVA_HOME"); home != "" {
		if java, err := exec.LookPath(filepath.Join(home, "bin", "java")); err == nil {
			return java, nil
		}
	}
	java, err := exec.LookPath("java")
	if err != nil {
		return "", fmt.Errorf("%w: java is not on PATH: install a Java runtime, 17 or newer, or set JAVA_HOME", ErrUnavailable)
	}
	return java, nil
}

func findJar() (string, error) {
	if jar := os.Getenv("FIRESTORE_EMULATOR_JAR"); jar != "" {
		if !isFile(jar) {
			return "", fmt.Errorf("%w: FIRESTORE_EMULATOR_JAR=%s is not a file", ErrUnavailable, jar)
		}
		return jar, nil
	}
	if jar := newestCached(); jar != "" {
		return jar, nil
	}
	for _, root := range sdkRoots() {
		if jar := filepath.Join(root, "platform", "cloud-firestore-emulator", jarName); isFile(jar) {
			return jar, nil
		}
	}
	return "", fmt.Errorf("%w: its jar is missing: run `npx firebase setup:emulators:firestore`, "+
		"or `gcloud components install cloud-firestore-emulator`, or set FIRESTORE_EMULATOR_JAR", ErrUnavailable)
}

// newestCached returns the jar with the highest version in the cache of the Firebase tools, or "".
func newestCached() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	jars, err := filepath.Glob(filepath.Join(home, ".cache", "firebase", "emulators", "cloud-firestore-emulator-v*.jar"))
	if err != nil || len(jars) == 0 {
		return ""
	}
	return slices.MaxFunc(jars, func(a, b string) int { return slices.Compare(version(a), version(b)) })
}

// version returns the version in a jar's name: 1, 22, 0 for cloud-firestore-emulator-v1.22.0.jar.
func version(jar string) []int {
	_, v, _ := strings.Cut(strings.TrimSuffix(filepath.Base(jar), ".jar"), "-v")
	var numbers []int
	for part := range strings.SplitSeq(v, ".") {
		n, err := strconv.Atoi(part)
		if err != nil {
			return numbers
		}
		numbers = append(numbers, n)
	}
	return numbers
}

// sdkRoots returns possible folders of a Google Cloud SDK: the one of the gcloud program on PATH, then the usual folders.
func sdkRoots() []string {
	var roots []string
	if gcloud, err := exec.LookPath("gcloud"); err == nil {
		if real, err := filepath.EvalSymlinks(gcloud); err == nil {
			roots = append(roots, filepath.Dir(filepath.Dir(real)))
		}
	}
	return append(roots, "/usr/lib/google-cloud-sdk", "/usr/share/google-cloud-sdk")
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
