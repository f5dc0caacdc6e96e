package wire

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/functions/internal/lazy"
	"shopfyp.dev/shared/account"
	"shopfyp.dev/shared/basket"
	"shopfyp.dev/shared/change"
	"shopfyp.dev/shared/experiment"
	"shopfyp.dev/shared/feed"
	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/shared/interaction"
	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/post"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/staff"
)

// A database holds the stores of the shop's data. They share one Firestore client, or are ports that replace it.
type database struct {
	client   *firestore.Client // nil if ports replace all of Firestore
	products products
	posts    post.Reader
	log      *interaction.Outbox
	baskets  basket.Store
	userData account.Data
	metrics  metrics.Store
	recent   metrics.RecentStore
	imports  feed.Store
	staff    staff.Log
	rules    rule.Store
	changes  change.Store // nil if ports replace all of Firestore but this

	experiments experiment.Store
}

func (a *App) openDatabase(ctx context.Context) (*database, error) {
	d := &database{
		posts: a.ports.Posts, baskets: a.ports.Baskets, metrics: a.ports.Metrics, staff: a.ports.Staff,
		imports: a.ports.Imports, userData: a.ports.UserData, changes: a.ports.Changes,
	}
	log := a.ports.Log
	if log != nil && d.baskets == nil {
		d.baskets = basket.NewMemory()
	}
	if log != nil && d.userData == nil {
		d.userData = portData{log, d.baskets}
	}
	if a.ports.Products == nil || log == nil {
		client, err := firestoredb.Open(ctx, a.config.Project)
		if err != nil {
			return nil, fmt.Errorf("firestore: %w", err)
		}
		d.client = client
	}
	if d.changes == nil && d.client != nil {
		d.changes = firestoredb.NewChanges(d.client)
	}
	if d.metrics == nil {
		d.metrics = newMetrics(d.client)
	}
	d.recent = newRecent(d.client)
	if d.imports == nil {
		d.imports = newImports(d.client)
	}
	if d.staff == nil {
		d.staff = newStaffLog(d.client)
	}
	a.openRecorded(d)
	if d.posts == nil {
		d.posts = postsOf(d.client)
	}
	if log == nil {
		log = firestoredb.NewInteractions(d.client).ExpireAfter(a.config.InteractionTTL, time.Now)
	}
	if d.baskets == nil {
		d.baskets = firestoredb.NewBaskets(d.client, a.config.InteractionTTL, time.Now)
	}
	if d.userData == nil {
		d.userData = firestoredb.NewUserData(d.client)
	}
	d.log = interaction.NewOutbox(interaction.NewOutboxConfig(log, a.Logger))
	return d, nil
}

// newMetrics returns the counters in the client's database, or in memory without a client.
func newMetrics(client *firestore.Client) metrics.Store {
	if client == nil {
		return new(metrics.Memory)
	}
	return firestoredb.NewMetrics(client)
}

// newRecent returns the newest events in the client's database, or in memory without a client.
func newRecent(client *firestore.Client) metrics.RecentStore {
	if client == nil {
		return new(metrics.RecentMemory)
	}
	return firestoredb.NewRecentEvents(client)
}

// newImports returns the imports in the client's database, or in memory without a client.
func newImports(client *firestore.Client) feed.Store {
	if client == nil {
		return new(feed.Memory)
	}
	return firestoredb.NewImports(client)
}

// openRecorded opens the stores whose changes by the staff are recorded.
func (a *App) openRecorded(d *database) {
	if a.ports.Products == nil {
		d.products = firestoredb.NewProducts(d.client)
	} else {
		d.products = recordedProducts{a.ports.Products, d.staff}
	}
	if d.client != nil && a.ports.Rules == nil {
		d.rules = firestoredb.NewRules(d.client)
	} else {
		d.rules = recordedRules{cmp.Or[rule.Store](a.ports.Rules, new(rule.Memory)), d.staff}
	}
	if d.client != nil && a.ports.Experiments == nil {
		d.experiments = firestoredb.NewExperiments(d.client)
	} else {
		d.experiments = recordedExperiments{cmp.Or[experiment.Store](a.ports.Experiments, new(experiment.Memory)), d.staff}
	}
}

// newStaffLog returns the changes in the client's database, or in memory without a client.
func newStaffLog(client *firestore.Client) staff.Log {
	if client == nil {
		return new(staff.Memory)
	}
	return firestoredb.NewStaffChanges(client)
}

// postsOf returns the posts in Firestore, or none if ports replace all of Firestore.
func postsOf(client *firestore.Client) post.Reader {
	if client == nil {
		return post.NewMemory()
	}
	return firestoredb.NewPosts(client)
}

// portData is the user data of a shop whose log and baskets are ports.
type portData struct {
	log     interaction.Log
	baskets basket.Store
}

// Erase implements account.Data.
func (d portData) Erase(ctx context.Context, userID string) error {
	if err := d.log.Clear(ctx, userID); err != nil {
		return err
	}
	_, err := d.baskets.Update(ctx, userID, func(basket.Basket) (basket.Basket, error) { return basket.Basket{}, nil })
	return err
}

// Move implements account.Data. The moved interactions get new IDs and times.
func (d portData) Move(ctx context.Context, fromID, toID string) error {
	newest, err := d.log.Latest(ctx, fromID, account.MaxMoved)
	if err != nil {
		return err
	}
	for _, x := range slices.Backward(newest) {
		if _, err := d.log.Append(ctx, toID, x); err != nil {
			return err
		}
		if err := d.log.Delete(ctx, fromID, x.ID); err != nil {
			return err
		}
	}
	moved, err := d.baskets.Get(ctx, fromID)
	if err != nil {
		return err
	}
	_, err = d.baskets.Update(ctx, toID, func(b basket.Basket) (basket.Basket, error) { return b.Merge(moved.Lines).Limited(), nil })
	return err
}

// userData is the user data of a database that opens on the first call.
type userData struct{ database *lazy.Value[*database] }

// Erase implements account.Data.
func (u userData) Erase(ctx context.Context, userID string) error {
	d, err := u.database.Get(ctx)
	if err != nil {
		return err
	}
	return d.userData.Erase(ctx, userID)
}

// Move implements account.Data.
func (u userData) Move(ctx context.Context, fromID, toID string) error {
	d, err := u.database.Get(ctx)
	if err != nil {
		return err
	}
	return d.userData.Move(ctx, fromID, toID)
}
