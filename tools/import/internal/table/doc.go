// Package table reads the rows of unchecked CSV, TSV and JSON lines files. It detects
// the format and gzip compression from the content, not from the name.
//
// It holds at most one record in memory, and no more than MaxRecord bytes of that.
// A row it cannot read becomes a Record with a Fault that names the physical line,
// and reading goes on at the next line: encoding/csv is not used because a quote
// that is never closed makes it read the rest of the file as one field.
// It does not know what a column means.
package table
