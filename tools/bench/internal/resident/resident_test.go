package resident

import (
	"strings"
	"testing"
)

const smaps = `7f00-7f10 r--s 00000000 fe:00 42   /data/index.faiss
Size:                 64 kB
Rss:                  40 kB
Anonymous:             0 kB
VmFlags: rd sh mr
7f20-7f30 rw-p 00000000 00:00 0
Rss:                  12 kB
Anonymous:            12 kB
7f30-7f40 r--s 00001000 fe:00 42   /data/index.faiss
Rss:                   8 kB
Anonymous:             0 kB
`

func TestParse(t *testing.T) {
	all, files, err := parse(strings.NewReader(smaps))
	if want := (Memory{60 << 10, 12 << 10}); err != nil || all != want {
		t.Errorf("all = %+v, %v, want %+v", all, err, want)
	}
	if got, want := files["/data/index.faiss"], (Memory{48 << 10, 0}); got != want {
		t.Errorf("the index has %+v, want %+v", got, want)
	}
}

func TestParseRefusesNonsense(t *testing.T) {
	if _, _, err := parse(strings.NewReader("Rss: many kB\n")); err == nil {
		t.Error("no error")
	}
}
