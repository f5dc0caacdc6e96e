package faiss

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"shopfyp.dev/shared/vector"
	"shopfyp.dev/shared/vector/vectortest"
)

// damageEnv is set in a child process and names an index file. The child opens and searches damaged copies of the file.
// A crash of the child fails the test, and its output names the damage.
const damageEnv = "FAISS_TEST_DAMAGE_FILE"

func TestMain(m *testing.M) {
	if path := os.Getenv(damageEnv); path != "" {
		if err := surviveDamage(path); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	if state := os.Getenv(refuseEnv); state != "" {
		if err := surviveRefusals(state); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func TestDamagedFilesDoNotCrash(t *testing.T) {
	lib := testLibrary(t)
	vectors := vectortest.Clustered(13, 300, 8, 20)
	equal := slices.Repeat([]float32{1, 2, 3, 4, 5, 6, 7, 8}, 300)
	tests := []struct {
		name    string
		spec    Spec
		vectors []float32
	}{
		{"Flat", Spec{}, vectors},
		{"IVF,Flat", Spec{Lists: 8}, vectors},
		{"IVF,SQfp16", Spec{Lists: 8, Element: Float16}, vectors},
		{"IVF,PQx4fs,Refine", Spec{Lists: 8, Element: Float16, Parts: 4}, vectors},
		{"IVF,PQx4fs,Refine(SQ8)", Spec{Lists: 8, Element: Uint8, Parts: 4}, vectors},
		{"IVF,Flat with empty lists", Spec{Lists: 8}, equal},
		{"IVF,PQx4fs,Refine with empty lists", Spec{Lists: 8, Element: Float16, Parts: 4}, equal},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			path, _ := buildFile(t, lib, tt.spec, 8, tt.vectors)
			cmd := exec.CommandContext(t.Context(), os.Args[0])
			cmd.Env = append(os.Environ(), damageEnv+"="+path)
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Errorf("%v; end of the output, which names the last damage:\n%s", err, out[max(0, len(out)-300):])
			}
		})
	}
}

// surviveDamage damages the file at path in many ways. For each, Open must return ErrFormat or an index with valid
// results.
func surviveDamage(path string) error {
	whole, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	lib, err := Load(libraryDirForChild())
	if err != nil {
		return err
	}
	n, refused := 0, 0
	for name, damaged := range damages(whole) {
		fmt.Println(name) // the last line of the output if the next call crashes
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			return err
		}
		err := tryDamaged(lib, path)
		if errors.Is(err, ErrFormat) {
			refused++
		} else if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		n++
	}
	if refused < 500 || refused == n {
		return fmt.Errorf("Open rejected %d of %d damaged files: want at least 500, but not all", refused, n)
	}
	return nil
}

func libraryDirForChild() string {
	if native := os.Getenv("NATIVE_DIR"); native != "" {
		return filepath.Join(native, "lib")
	}
	return filepath.Join("..", "..", "..", "native", "out", "lib")
}

// header is an upper bound for the offset of the vectors in the test files.
const header = 1536

// damages yields copies of whole with single bits flipped, numbers replaced, or bytes removed from or added to the end.
func damages(whole []byte) func(yield func(string, []byte) bool) {
	rng := rand.New(rand.NewPCG(14, 0))
	flip := func(bit int) []byte {
		b := bytes.Clone(whole)
		b[bit/8] ^= 1 << (bit % 8)
		return b
	}
	return func(yield func(string, []byte) bool) {
		for bit := range 8 * header {
			if !yield(fmt.Sprintf("bit %d of byte %d flipped", bit%8, bit/8), flip(bit)) {
				return
			}
		}
		for _, bit := range laterFields(whole) {
			if !yield(fmt.Sprintf("bit %d of byte %d flipped", bit%8, bit/8), flip(bit)) {
				return
			}
		}
		for range 1_000 {
			bit := rng.IntN(8 * len(whole))
			if !yield(fmt.Sprintf("bit %d of byte %d flipped", bit%8, bit/8), flip(bit)) {
				return
			}
		}
		for range 1_000 {
			at, b := rng.IntN(header), bytes.Clone(whole)
			for i := range 1 + rng.IntN(8) {
				b[at+i] = byte(rng.IntN(256) * rng.IntN(2))
			}
			if !yield(fmt.Sprintf("bytes from %d are % x", at, b[at:at+8]), b) {
				return
			}
		}
		for length := 1; length < len(whole); length += 1 + length/64 {
			if !yield(fmt.Sprintf("cut to %d bytes", length), whole[:length]) {
				return
			}
		}
		for _, more := range []int{1, 8, 4096} {
			if !yield(fmt.Sprintf("%d bytes added", more), slices.Concat(whole, make([]byte, more))) {
				return
			}
		}
	}
}

// laterFields returns the positions of the bits of fields between codes and vectors, and after the vectors.
func laterFields(whole []byte) []int {
	const between, behind = 160, 4 // bytes; between includes the value ranges of the eight 8-bit elements
	at := bytes.Index(whole, []byte("IxSQ"))
	if at < 0 {
		return nil
	}
	var bits []int
	for i := range 8 * between {
		bits = append(bits, 8*at+i)
	}
	for i := range 8 * behind {
		bits = append(bits, 8*(len(whole)-behind)+i)
	}
	return bits
}

// tryDamaged opens and searches the index at path. Results may be wrong, but rows must be in range.
func tryDamaged(lib *Library, path string) error {
	ix, err := lib.Open(path, vector.SearchParams{})
	if err != nil {
		return err
	}
	defer ix.Close()
	query := make([]float32, ix.Dim())
	for _, nprobe := range []int{ix.Params().NProbe, ix.Spec().Lists} {
		for _, k := range []int{1, 10, ix.Len()} {
			hits, err := ix.search(query, k, vector.SearchParams{NProbe: nprobe, KFactor: ix.Params().KFactor})
			if err != nil {
				return err
			}
			for _, h := range hits {
				if h.Row < 0 || h.Row >= int64(ix.Len()) {
					return fmt.Errorf("search returns row %d of %d", h.Row, ix.Len())
				}
			}
		}
	}
	for row := range int64(ix.Len()) {
		if _, err := ix.Vector(row); err != nil {
			return err
		}
	}
	return nil
}

func TestOpenRejectsUnusableFiles(t *testing.T) {
	lib := testLibrary(t)
	dir := t.TempDir()
	write := func(name string, b []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	tests := []struct {
		name string
		path string
		want error // nil: any
	}{
		{"missing", filepath.Join(dir, "nothing"), fs.ErrNotExist},
		{"no path", "", fs.ErrNotExist},
		{"zero byte in the path", "a\x00b", nil},
		{"folder", dir, ErrFormat},
		{"device", "/dev/null", ErrFormat},
		{"empty", write("empty", nil), ErrFormat},
		{"text", write("text", []byte("hello")), ErrFormat},
		{"zeros", write("zeros", make([]byte, 10_000)), ErrFormat},
		{"ones", write("ones", bytes.Repeat([]byte{0xff}, 10_000)), ErrFormat},
		{"another index type", write("other", append([]byte("IHNf"), make([]byte, 1_000)...)), ErrFormat},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			ix, err := lib.Open(tt.path, vector.SearchParams{})
			if err == nil || ix != nil || tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("Open(%q) = %v, %v, want %v", tt.path, ix, err, tt.want)
			}
		})
	}
}
