// Package table reads the rows of untrusted CSV, TSV and JSON lines files. It detects
// the format and gzip compression from the content, not from the name.
//
// It keeps at most one record in memory, limited to MaxRecord bytes. An unreadable row
// becomes a Record with a Fault and the physical line, and reading continues at the next
// line. The package does not use encoding/csv, which reads the rest of the file as one
// field after an unclosed quote. It does not interpret the columns.
package table
