package wordpiece

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

// A Tokenizer never changes and is safe for concurrent use.
type Tokenizer struct {
	vocab         vocabulary
	cls, sep, unk int64
}

// errKind says that a tokenizer.json describes something else than this package does.
var errKind = errors.New("not an uncased BERT WordPiece tokenizer")

// definition is the part of a tokenizer.json that decides the ids.
type definition struct {
	Normalizer struct {
		Type         string `json:"type"`
		CleanText    bool   `json:"clean_text"`
		SpaceChinese bool   `json:"handle_chinese_chars"`
		StripAccents *bool  `json:"strip_accents"` // null: as Lowercase
		Lowercase    bool   `json:"lowercase"`
	} `json:"normalizer"`
	PreTokenizer struct {
		Type string `json:"type"`
	} `json:"pre_tokenizer"`
	Model struct {
		Type     string     `json:"type"`
		Prefix   string     `json:"continuing_subword_prefix"`
		MaxChars int        `json:"max_input_chars_per_word"`
		Vocab    vocabulary `json:"vocab"`
	} `json:"model"`
}

func (d *definition) supported() bool {
	n, m := &d.Normalizer, &d.Model
	return n.Type == "BertNormalizer" && n.CleanText && n.SpaceChinese && n.Lowercase &&
		(n.StripAccents == nil || *n.StripAccents) &&
		d.PreTokenizer.Type == "BertPreTokenizer" &&
		m.Type == "WordPiece" && m.Prefix == continuing && m.MaxChars == maxChars
}

// New makes the tokenizer that a tokenizer.json describes.
func New(tokenizerJSON []byte) (*Tokenizer, error) {
	var d definition
	if err := json.Unmarshal(tokenizerJSON, &d); err != nil {
		return nil, fmt.Errorf("wordpiece: %w", err)
	}
	if !d.supported() {
		return nil, fmt.Errorf("wordpiece: %w", errKind)
	}
	t := &Tokenizer{vocab: d.Model.Vocab}
	for name, id := range map[string]*int64{"[CLS]": &t.cls, "[SEP]": &t.sep, "[UNK]": &t.unk} {
		found, ok := t.vocab.first[name]
		if !ok {
			return nil, fmt.Errorf("wordpiece: %q is not in the vocabulary", name)
		}
		*id = int64(found)
	}
	return t, nil
}

// Encode appends [CLS], the ids of text and [SEP] to dst and returns it. Where
// that is more than maxLen ids, those of the text's end are left out; maxLen 0 is
// no limit, and [CLS] and [SEP] are always there.
func (t *Tokenizer) Encode(dst []int64, text string, maxLen int) []int64 {
	e := encoder{t: t, ids: append(dst, t.cls), limit: math.MaxInt}
	if maxLen > 0 {
		e.limit = len(dst) + max(maxLen, 2) - 1
	}
	e.text(text)
	return append(e.ids, t.sep)
}
