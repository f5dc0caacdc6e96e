// Package wordpiece turns text into the token ids that a BERT model reads: the
// normaliser, the splitter and the WordPiece model of an uncased BERT, as a
// Hugging Face tokenizer.json describes them. It gives the ids that the
// reference (tokenizers 0.23.3) gives.
//
// It reads any bytes and never fails on a text. One pass is enough: a text costs
// time linear in its length, and nothing past the limit of Encode is read. The
// names of special tokens ("[SEP]") are plain text here, because texts come from
// people who may write them. It refuses to load other kinds of tokenizer.
package wordpiece
