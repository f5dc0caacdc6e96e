// Package wordpiece converts text to the token IDs that a BERT model reads: it implements the normalizer, the
// pre-tokenizer and the WordPiece model of an uncased BERT, as a Hugging Face tokenizer.json defines them.
// It gives the same IDs as the reference implementation, tokenizers 0.23.3.
//
// It accepts any bytes. Encode takes time linear in the length of the text and reads nothing past its limit.
// Names of special tokens ("[SEP]") are plain text here, because anyone can type them.
// New refuses other kinds of tokenizers.
package wordpiece
