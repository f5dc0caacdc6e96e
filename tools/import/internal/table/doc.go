// Package table reads the rows of untrusted product files: CSV and similar text, JSON, JSON lines, XML and Excel
// workbooks (.xlsx), also compressed with gzip or zip. It detects the format, the compression and, where that is safe,
// the encoding from the content, not from the name.
//
// It keeps at most one record in memory, limited to MaxRecord bytes, and a sample of the first records. An unreadable
// row becomes a Record with a Fault and the physical line, and reading continues at the next row. The package does not
// use encoding/csv, which reads the rest of the file as one field after an unclosed quote. It does not interpret the
// columns.
package table
