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
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer file.Close()
	d := &damager{lib: lib, path: path, file: file, whole: whole}
	fields, err := d.fields()
	if err != nil {
		return err
	}
	for _, damage := range []func(fields int) error{d.flipFields, d.flipAnywhere, d.replaceNumbers, d.resize} {
		if err := damage(fields); err != nil {
			return err
		}
	}
	if d.refused < 500 || d.refused == d.total {
		return fmt.Errorf("Open rejected %d of %d damaged files: want at least 500, but not all", d.refused, d.total)
	}
	return nil
}

func libraryDirForChild() string {
	if native := os.Getenv("NATIVE_DIR"); native != "" {
		return filepath.Join(native, "lib")
	}
	return filepath.Join("..", "..", "..", "native", "out", "lib")
}

// A damager damages a file, opens it, and repairs it.
type damager struct {
	lib            *Library
	path           string
	file           *os.File
	whole          []byte // the undamaged contents
	refused, total int
}

// fields returns an upper bound for the end of the fields before the first vectors or codes.
func (d *damager) fields() (int, error) {
	ix, err := d.lib.Open(d.path, vector.SearchParams{})
	if err != nil {
		return 0, err
	}
	defer ix.Close()
	switch spec := ix.Spec(); {
	case spec.Lists == 0:
		return 128, nil
	case spec.Parts == 0:
		return 640, nil
	}
	return 1536, nil
}

// flipFields flips each bit of the bytes before end, of those between codes and vectors, and of those after the vectors.
func (d *damager) flipFields(end int) error {
	const between, behind = 160, 4 // bytes; between includes the value ranges of the eight 8-bit elements
	if err := d.flipRange(0, end); err != nil {
		return err
	}
	at := bytes.Index(d.whole, []byte("IxSQ"))
	if at < 0 {
		return nil
	}
	if err := d.flipRange(at, at+between); err != nil {
		return err
	}
	return d.flipRange(len(d.whole)-behind, len(d.whole))
}

func (d *damager) flipRange(from, to int) error {
	for bit := 8 * from; bit < 8*to; bit++ {
		if err := d.flip(bit); err != nil {
			return err
		}
	}
	return nil
}

func (d *damager) flip(bit int) error {
	at := bit / 8
	return d.write(fmt.Sprintf("bit %d of byte %d flipped", bit%8, at), at, []byte{d.whole[at] ^ 1<<(bit%8)})
}

func (d *damager) flipAnywhere(int) error {
	rng := rand.New(rand.NewPCG(14, 0))
	for range 1_000 {
		if err := d.flip(rng.IntN(8 * len(d.whole))); err != nil {
			return err
		}
	}
	return nil
}

// replaceNumbers replaces up to eight bytes before end.
func (d *damager) replaceNumbers(end int) error {
	rng := rand.New(rand.NewPCG(15, 0))
	for range 1_000 {
		at, b := rng.IntN(end), make([]byte, 1+rng.IntN(8))
		for i := range b {
			b[i] = byte(rng.IntN(256) * rng.IntN(2))
		}
		if err := d.write(fmt.Sprintf("bytes from %d are % x", at, b), at, b); err != nil {
			return err
		}
	}
	return nil
}

// resize removes bytes from the end of the file, or adds zeros.
func (d *damager) resize(int) error {
	lengths := []int{len(d.whole) + 1, len(d.whole) + 8, len(d.whole) + 4096}
	for length := 1; length < len(d.whole); length += 1 + length/64 {
		lengths = append(lengths, length)
	}
	for _, length := range lengths {
		if err := d.file.Truncate(int64(length)); err != nil {
			return err
		}
		if err := d.try(fmt.Sprintf("length %d instead of %d", length, len(d.whole))); err != nil {
			return err
		}
		if err := errors.Join(d.file.Truncate(0), d.rewrite(0, d.whole)); err != nil {
			return err
		}
	}
	return nil
}

// write tries the file with b at an offset.
func (d *damager) write(name string, at int, b []byte) error {
	if err := d.rewrite(at, b); err != nil {
		return err
	}
	if err := d.try(name); err != nil {
		return err
	}
	return d.rewrite(at, d.whole[at:at+len(b)])
}

// rewrite writes in place, which takes a tenth of the time of writing the whole file.
func (d *damager) rewrite(at int, b []byte) error {
	_, err := d.file.WriteAt(b, int64(at))
	return err
}

// try opens and searches the damaged file, and counts whether Open rejects it.
func (d *damager) try(name string) error {
	fmt.Println(name) // the last line of the output if the next call crashes
	d.total++
	err := tryDamaged(d.lib, d.path)
	if errors.Is(err, ErrFormat) {
		d.refused++
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
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
	last := int64(ix.Len()) - 1
	for row := range last + 1 {
		if row%16 != 0 && row != last {
			continue
		}
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
