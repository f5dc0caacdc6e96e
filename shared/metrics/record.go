package metrics

import "time"

// RecordMessage is the message of a log line with a Record, under the key RecordKey. Cloud Logging selects the lines by it.
const (
	RecordMessage = "shop event"
	RecordKey     = "event"
)

// A Record is the log line of an event. Its fields have the names that Google Analytics 4 exports to BigQuery.
type Record struct {
	ID        string       `json:"event_id"`
	Name      Name         `json:"event_name"`
	Time      time.Time    `json:"event_time"`
	Items     []ItemRecord `json:"items,omitempty"`
	QueryHash string       `json:"query_hash,omitempty"`
	Results   *int         `json:"results,omitempty"` // of view_search_results, also 0
	Corrected bool         `json:"corrected,omitempty"`
	Currency  string       `json:"currency,omitempty"`
}

// An ItemRecord is an item of a Record.
type ItemRecord struct {
	ID       string            `json:"item_id"`
	Category string            `json:"item_category,omitempty"`
	Price    int64             `json:"price,omitempty"` // minor units
	Quantity int               `json:"quantity,omitempty"`
	List     Surface           `json:"item_list_id,omitempty"`
	Index    *int              `json:"index,omitempty"` // of an item of a list, also 0
	First    bool              `json:"first,omitempty"`
	Repeat   bool              `json:"repeat,omitempty"`
	FirstIn  []string          `json:"first_in,omitempty"` // experiments
	ShownMS  int64             `json:"shown_ms,omitempty"`
	Reason   string            `json:"reason,omitempty"`
	Snapshot string            `json:"snapshot,omitempty"`
	Ranker   string            `json:"ranker,omitempty"`
	Arms     map[string]string `json:"arms,omitempty"`
	Card     string            `json:"card,omitempty"` // of an explored card
}

// Record returns the log line of an event that arrived at a time.
func (e *Event) Record(arrived time.Time) Record {
	r := Record{
		ID: e.ID, Name: e.Name, Time: arrived.Add(-time.Duration(e.AgeMS) * time.Millisecond).UTC(),
		QueryHash: e.QueryHash, Corrected: e.Corrected, Currency: e.Currency,
	}
	if e.Name == ViewSearchResults {
		r.Results = &e.Results
	}
	for i := range e.Items {
		x := &e.Items[i]
		item := ItemRecord{
			ID: string(x.ID), Category: x.Category, Price: x.Price, Quantity: x.Quantity, List: x.Surface, First: x.First,
			Repeat: x.Repeat, FirstIn: x.FirstIn,
			ShownMS: x.ShownMS, Reason: x.Reason, Snapshot: x.Snapshot, Ranker: x.Ranker, Arms: x.Arms, Card: x.Card,
		}
		if x.Surface != "" {
			item.Index = &x.Index
		}
		r.Items = append(r.Items, item)
	}
	return r
}
