package metrics

import (
	"context"
	"slices"
	"sync"
	"time"

	"shopfyp.dev/shared/catalog"
)

// A Recent is one of the newest events, for a live view. It holds neither the shopper nor the query.
type Recent struct {
	Name    Name         `json:"name" enum:"view_item_list,select_item,dismiss_item,view_item,add_to_cart,begin_checkout,purchase,search,view_search_results"`
	At      time.Time    `json:"at"`
	Items   []RecentItem `json:"items"`
	Results *int         `json:"results,omitempty" description:"Number of results, of view_search_results."`
}

// A RecentItem is a product of a Recent.
type RecentItem struct {
	ID      catalog.ID `json:"id"`
	Surface Surface    `json:"surface,omitempty"`
	Index   int        `json:"index"`
}

// MaxRecent is the maximum number of events of a live view, and of those that one instance keeps.
const MaxRecent = 50

// maxRecentItems is the maximum number of products of an event in a live view.
const maxRecentItems = 12

// RecentTTL is the time after which an event is no longer recent.
const RecentTTL = time.Hour

// A RecentStore holds the newest events of all instances. It is safe for concurrent use.
type RecentStore interface {
	// PutRecent replaces the newest events of an instance.
	PutRecent(ctx context.Context, instance string, events []Recent) error
	// Recent returns the newest events of all instances, newest first, at most MaxRecent. It returns none older than RecentTTL.
	Recent(ctx context.Context) ([]Recent, error)
}

// remember keeps the newest events that arrived at a time. The caller holds c.mu.
func (c *Collector) remember(events []Event, arrived time.Time) {
	for i := range events {
		c.recent = append(c.recent, recentOf(&events[i], arrived))
	}
	c.recent = c.recent[max(0, len(c.recent)-MaxRecent):]
}

func recentOf(e *Event, arrived time.Time) Recent {
	r := Recent{Name: e.Name, At: arrived.Add(-time.Duration(e.AgeMS) * time.Millisecond).UTC(), Items: []RecentItem{}}
	for _, x := range e.Items[:min(len(e.Items), maxRecentItems)] {
		r.Items = append(r.Items, RecentItem{x.ID, x.Surface, x.Index})
	}
	if e.Name == ViewSearchResults {
		r.Results = &e.Results
	}
	return r
}

// writeRecent stores the newest events. A failure is only logged, because they are for a glance.
func (c *Collector) writeRecent(ctx context.Context) {
	c.mu.Lock()
	events := slices.Clone(c.recent)
	c.mu.Unlock()
	if len(events) == 0 || c.config.Recent == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), c.config.Timeout)
	defer cancel()
	if err := c.config.Recent.PutRecent(ctx, c.id, events); err != nil {
		c.config.Logger.WarnContext(ctx, "newest events not stored", "err", err)
	}
}

// NewestOf returns the newest events of instances, newest first, at most MaxRecent and none older than RecentTTL.
func NewestOf(instances [][]Recent, now time.Time) []Recent {
	all := append([]Recent{}, slices.Concat(instances...)...) // never nil: the API returns a list
	all = slices.DeleteFunc(all, func(r Recent) bool { return now.Sub(r.At) > RecentTTL })
	slices.SortStableFunc(all, func(a, b Recent) int { return b.At.Compare(a.At) })
	return all[:min(MaxRecent, len(all))]
}

// RecentMemory is a RecentStore in memory. The zero value is empty.
type RecentMemory struct {
	mu        sync.Mutex
	instances map[string][]Recent
}

var _ RecentStore = (*RecentMemory)(nil)

// PutRecent implements RecentStore.
func (m *RecentMemory) PutRecent(_ context.Context, instance string, events []Recent) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.instances == nil {
		m.instances = make(map[string][]Recent)
	}
	m.instances[instance] = slices.Clone(events)
	return nil
}

// Recent implements RecentStore.
func (m *RecentMemory) Recent(context.Context) ([]Recent, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all [][]Recent
	for _, events := range m.instances {
		all = append(all, events)
	}
	return NewestOf(all, time.Now()), nil
}
