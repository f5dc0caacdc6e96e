// Package wordpiece converts text to the token IDs that a BERT model reads. It implements the normalizer, the
// pre-tokenizer and the WordPiece model of an uncased BERT, as a Hugging Face tokenizer.json defines them.
// It returns the same IDs as the reference implementation, tokenizers 0.23.3.
//
// Encode accepts any bytes. It takes linear time and stops reading when it reaches its token limit.
// It treats the name of a special token, such as "[SEP]", as plain text, because any shopper can type it.
// New returns an error for other kinds of tokenizers.
package wordpiece
