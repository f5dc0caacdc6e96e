package importer

import (
	"encoding/json"
	"fmt"
	"io"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/table"
)

// Reasons why a row is not imported.
const (
	KindRejected  = "rejected"  // the row is invalid
	KindDuplicate = "duplicate" // an earlier row has the same ID
)

// A Reject is a row that was not imported.
type Reject struct {
	File      string     `json:"file"`
	Line      int        `json:"line"` // physical line on which the row begins
	Kind      string     `json:"kind"`
	Reason    string     `json:"reason"`
	ID        catalog.ID `json:"productId,omitempty"` // of a duplicate
	FirstFile string     `json:"firstFile,omitempty"` // of the earlier row with the ID
	FirstLine int        `json:"firstLine,omitempty"`
	Row       string     `json:"row"` // the beginning of the row
}

// rejects writes Rejects, one JSON object per line.
type rejects struct {
	w    io.Writer
	file string
}

func (r rejects) rejected(rec table.Record, fault *table.Fault) error {
	return r.write(Reject{Line: rec.Line, Kind: KindRejected, Reason: fault.Error(), Row: rec.Raw})
}

func (r rejects) duplicate(rec table.Record, id catalog.ID, firstFile string, firstLine int) error {
	return r.write(Reject{
		Line: rec.Line, Kind: KindDuplicate, Reason: "an earlier row has the same product ID",
		ID: id, FirstFile: firstFile, FirstLine: firstLine, Row: rec.Raw,
	})
}

func (r rejects) write(reject Reject) error {
	reject.File = r.file
	line, err := json.Marshal(reject)
	if err != nil {
		return err
	}
	if _, err := r.w.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("rejects: %w", err)
	}
	return nil
}
