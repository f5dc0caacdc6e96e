package overlay

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/delta"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/vector"
)

// Default limits of an Overlay. They bound its memory and the time of an exact search.
const (
	DefaultMaxRows  = 20_000
	DefaultMaxBytes = 60_000_000
)

// source is the part of change.Store that an Overlay needs.
type source interface {
	Since(ctx context.Context, after time.Time, use func(change.Change) error) (read time.Time, err error)
}

// A deltaReader returns the delta of a snapshot, see package delta. It returns snapshot.ErrNotFound if there is none.
type deltaReader func(ctx context.Context, version string) (delta.Delta, error)

// Config configures an Overlay.
type Config struct {
	Changes  source
	Delta    deltaReader   // optional: it spares a new instance most reads of changes
	Every    time.Duration // interval between reads of the changes
	MaxRows  int           // maximum number of changed products; 0 means DefaultMaxRows
	MaxBytes int           // maximum memory in bytes; 0 means DefaultMaxBytes
	Logger   *slog.Logger
}

// An Overlay holds the changes of the catalog since the oldest snapshot in use. It is safe for concurrent use.
//
// If there are more changes than its limits allow, it keeps only the price and the availability of further changed
// products, and all removals. Other properties of these products stay as they are in the snapshot.
type Overlay struct {
	config Config
	poller

	mu      sync.Mutex
	entries map[catalog.ID]*entry
	views   map[*View]bool        // the attached views
	coders  map[int]*vector.Coder // by dimension: any origin is correct, and codes stay valid while it stays
	since   time.Time             // the entries include all changes after this time
	cursor  time.Time             // time of the last complete read
	delta   string                // version of the snapshot whose delta was read last
	full    int                   // entries with a product
	bytes   int
	info    atomic.Pointer[Info]
}

// An Info describes the content of an Overlay.
type Info struct {
	Changes int       // products that changed or were removed
	Rows    int       // changed products that searches find
	Reduced int       // changed products of which only the price and the availability are current
	Bytes   int       // approximate memory
	Read    time.Time // the store's time of the last read that found changes
	Polled  time.Time // this machine's time of the last complete read
}

// New returns an Overlay without changes.
func New(c Config) *Overlay {
	if c.MaxRows == 0 {
		c.MaxRows = DefaultMaxRows
	}
	if c.MaxBytes == 0 {
		c.MaxBytes = DefaultMaxBytes
	}
	o := &Overlay{config: c, poller: newPoller(), entries: make(map[catalog.ID]*entry), views: make(map[*View]bool), coders: make(map[int]*vector.Coder)}
	o.info.Store(&Info{})
	return o
}

// Info returns the content of the overlay.
func (o *Overlay) Info() Info { return *o.info.Load() }

// Attach returns a View that combines a snapshot with its changes. contains is the time up to which the snapshot
// contains all changes. The caller must call Close before it closes the snapshot.
func (o *Overlay) Attach(snapshot *recommend.View, contains time.Time) *View {
	v := &View{overlay: o, base: snapshot, contains: contains, rows: make(map[catalog.ID]int64), kept: make(map[catalog.ID]kept)}
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.views) == 0 && len(o.entries) == 0 || contains.Before(o.since) { // the first snapshot, or an older one
		o.since, o.cursor, o.delta = contains, contains, ""
	}
	v.coder = o.coder(snapshot.Index)
	o.views[v] = true
	v.rebuild(o.entries)
	return v
}

// coder returns the coder for an index.
func (o *Overlay) coder(index vector.Index) *vector.Coder {
	dim := index.Dim()
	if o.coders[dim] == nil {
		o.coders[dim] = vector.NewCoder(mean(index))
	}
	return o.coders[dim]
}

// detach forgets a view and the changes that all other views contain. If that makes room for products of which only the
// offer is known, the next read reads them again.
func (o *Overlay) detach(v *View) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.views, v)
	if len(o.views) == 0 {
		return
	}
	first := true
	for other := range o.views {
		if first || other.contains.Before(o.since) {
			o.since, first = other.contains, false
		}
	}
	for id, e := range o.entries {
		if !e.at.After(o.since) {
			o.remove(id)
		}
	}
	if o.full < o.config.MaxRows && o.reduced() > 0 {
		o.cursor = o.since
	}
	o.report()
}

// add adds the newer ones of some changes and updates the views.
func (o *Overlay) add(ctx context.Context, changes []change.Change) {
	o.mu.Lock()
	defer o.mu.Unlock()
	changed, before := false, o.reduced()
	for i := range changes {
		if !o.knows(&changes[i]) {
			changed = o.put(newEntry(&changes[i])) || changed
		}
	}
	if !changed {
		return
	}
	for v := range o.views {
		v.rebuild(o.entries)
	}
	o.report()
	if after := o.reduced(); after > 0 && before == 0 {
		o.config.Logger.WarnContext(ctx, "overlay is full: only prices and availability of further changes are current until the next index",
			"changes", len(o.entries), "rows", o.full, "bytes", o.bytes)
	}
}

// knows reports whether the overlay has a change, as complete as it ever will be. Reads overlap, so most changes are read
// twice, and an entry takes long to make.
func (o *Overlay) knows(c *change.Change) bool {
	e, ok := o.entries[c.ID]
	return ok && e.offer == nil && !c.At.After(e.at)
}

// put stores an entry unless a newer one is stored. It reports whether it stored the entry.
func (o *Overlay) put(e *entry) bool {
	if !e.at.After(o.since) || o.supersedes(e) {
		return false
	}
	o.remove(e.id)
	if e.full != nil && !o.hasRoom(e) {
		e.reduce()
	}
	o.entries[e.id] = e
	o.bytes += e.bytes()
	if e.full != nil {
		o.full++
	}
	return true
}

// supersedes reports whether the stored entry of a product is as new as e, and as complete as the limits allow.
func (o *Overlay) supersedes(e *entry) bool {
	old, ok := o.entries[e.id]
	if !ok || e.at.After(old.at) {
		return false
	}
	return old.offer == nil || e.at.Before(old.at) || !o.hasRoom(e)
}

// hasRoom reports whether the limits allow one more entry with a product.
func (o *Overlay) hasRoom(e *entry) bool {
	return o.full < o.config.MaxRows && o.bytes+e.bytes() <= o.config.MaxBytes
}

// remove removes the entry of a product.
func (o *Overlay) remove(id catalog.ID) {
	e, ok := o.entries[id]
	if !ok {
		return
	}
	delete(o.entries, id)
	o.bytes -= e.bytes()
	if e.full != nil {
		o.full--
	}
}

// reduced returns the number of products of which only the offer is current.
func (o *Overlay) reduced() (n int) {
	for _, e := range o.entries {
		if e.offer != nil {
			n++
		}
	}
	return n
}

// report updates the result of Info.
func (o *Overlay) report() {
	i := o.Info()
	i.Changes, i.Rows, i.Reduced, i.Bytes = len(o.entries), o.full, o.reduced(), o.bytes
	o.info.Store(&i)
}
