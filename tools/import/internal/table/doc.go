// Package table reads the rows of CSV, TSV and JSON lines files that nobody has
// checked. What a file is, and whether it is gzipped, its content says, not its name.
//
// It holds at most one record in memory, and no more than MaxRecord bytes of that.
// A row it cannot read becomes a Record with a Fault that names the physical line,
// and reading goes on at the next line: encoding/csv is not used because a quote
// that is never closed makes it take the rest of the file for one field.
// It does not know what a column means.
package table
