package build

import (
	"testing"

	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/snapshot"
	"shopfyp.dev/shared/spelling"
)

func TestRunWritesSpelling(t *testing.T) {
	s := newSite(t, 50)
	s.CommonWords = []string{"thin"}
	s.run(t)
	b := s.fetch(t)
	if !b.Manifest.Has(snapshot.SpellingFile) {
		t.Fatalf("manifest has the files %v, want %s", b.Manifest.Files, snapshot.SpellingFile)
	}
	d, err := spelling.Open(b.Path(snapshot.SpellingFile))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	words, err := lexical.Open(b.Path(snapshot.LexicalFile))
	if err != nil {
		t.Fatal(err)
	}
	defer words.Close()
	for text, want := range map[string]string{"thnig": "thing", "thin": "thin", "tihng number7": "thing number7"} {
		if got, err := d.Correct(text, words); err != nil || got != want {
			t.Errorf("Correct(%q) = %q, %v, want %q", text, got, err, want)
		}
	}
}
