package wordpiece

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

// A Tokenizer converts texts to token IDs. It is immutable and safe for concurrent use.
type Tokenizer struct {
	vocab         vocabulary
	cls, sep, unk int64
}

// errKind reports a tokenizer.json that defines another kind of tokenizer.
var errKind = errors.New("not an uncased BERT WordPiece tokenizer")

// A definition is the part of a tokenizer.json that determines the IDs.
type definition struct {
	Normalizer struct {
		Type         string `json:"type"`
		CleanText    bool   `json:"clean_text"`
		SpaceChinese bool   `json:"handle_chinese_chars"`
		StripAccents *bool  `json:"strip_accents"` // null means the value of Lowercase
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

// New returns the tokenizer that a tokenizer.json defines.
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

// Encode appends [CLS], the IDs of text and [SEP] to dst and returns the result. It truncates text to append at
// most maxLen IDs, but it always appends [CLS] and [SEP]. A maxLen of 0 means no limit.
func (t *Tokenizer) Encode(dst []int64, text string, maxLen int) []int64 {
	e := encoder{t: t, ids: append(dst, t.cls), limit: math.MaxInt}
	if maxLen > 0 {
		e.limit = len(dst) + max(maxLen, 2) - 1
	}
	e.text(text)
	return append(e.ids, t.sep)
}
