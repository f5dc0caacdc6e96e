package firestoredb

import (
	"context"
	"fmt"
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/basket"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/metrics"
)

// Baskets is a basket.Store in Firestore. A basket is one document, so one transaction changes it.
type Baskets struct {
	client *firestore.Client
	ttl    time.Duration
	now    func() time.Time
}

var _ basket.Store = (*Baskets)(nil)

// NewBaskets returns the baskets in the client's database. A basket expires ttl after its last change by the clock now.
// Firestore's TTL policy on expiresAt then deletes it.
func NewBaskets(client *firestore.Client, ttl time.Duration, now func() time.Time) *Baskets {
	return &Baskets{client, ttl, now}
}

// basketDoc is the document users/{uid}/baskets/current.
type basketDoc struct {
	Lines     []lineDoc `firestore:"lines"`
	ExpiresAt time.Time `firestore:"expiresAt"`
}

// lineDoc is an element of the lines field.
type lineDoc struct {
	ProductID string    `firestore:"productId"`
	Quantity  int       `firestore:"quantity"`
	Price     moneyDoc  `firestore:"price,omitzero"`
	Title     string    `firestore:"title,omitempty"`
	AddedAt   time.Time `firestore:"addedAt"`
	ChangedAt time.Time `firestore:"changedAt"`
	Shown     *shownDoc `firestore:"shown,omitempty"`
}

// shownDoc is the shown field.
type shownDoc struct {
	List     string            `firestore:"list"`
	Index    int               `firestore:"index"`
	Reason   string            `firestore:"reason,omitempty"`
	Snapshot string            `firestore:"snapshot,omitempty"`
	Ranker   string            `firestore:"ranker,omitempty"`
	Arms     map[string]string `firestore:"arms,omitempty"`
	Card     string            `firestore:"card,omitempty"`
	At       time.Time         `firestore:"at"`
}

func encodeShown(s *basket.Shown) *shownDoc {
	if s.Surface == "" {
		return nil
	}
	return &shownDoc{string(s.Surface), s.Index, s.Reason, s.Snapshot, s.Ranker, s.Arms, s.Card, s.At}
}

// decode returns the list. A missing or malformed one is unknown.
func (d *shownDoc) decode() basket.Shown {
	if d == nil {
		return basket.Shown{}
	}
	s := basket.Shown{At: d.At, List: metrics.List{
		Surface: metrics.Surface(d.List), Index: d.Index, Reason: d.Reason, Snapshot: d.Snapshot, Ranker: d.Ranker, Arms: d.Arms, Card: d.Card,
	}}
	if s.Validate("shown") != nil {
		return basket.Shown{}
	}
	return s
}

// basketOf returns the document of a user's basket, or an error if the user ID is invalid.
func basketOf(client *firestore.Client, userID string) (*firestore.DocumentRef, error) {
	user, ok := document(client.Collection(usersPath), userID)
	if !ok {
		return nil, fmt.Errorf("invalid user ID %q", userID)
	}
	return user.Collection(basketsPath).Doc(currentBasket), nil
}

// Get implements basket.Store. It returns an empty basket for a document that is not a basket.
func (s *Baskets) Get(ctx context.Context, userID string) (basket.Basket, error) {
	ref, err := basketOf(s.client, userID)
	if err != nil {
		return basket.Basket{}, err
	}
	doc, err := ref.Get(ctx)
	if doc == nil || doc.Exists() && err != nil {
		return basket.Basket{}, fmt.Errorf("basket: %w", because(ctx, err))
	}
	b := s.decode(doc)
	return b, nil
}

// Update implements basket.Store.
func (s *Baskets) Update(ctx context.Context, userID string, change func(basket.Basket) (basket.Basket, error)) (b basket.Basket, err error) {
	ref, err := basketOf(s.client, userID)
	if err != nil {
		return basket.Basket{}, err
	}
	err = s.client.RunTransaction(ctx, func(_ context.Context, tx *firestore.Transaction) error {
		doc, err := tx.Get(ref)
		if doc == nil {
			return err
		}
		if b, err = change(s.decode(doc)); err != nil {
			return err
		}
		return tx.Set(ref, encodeBasket(b, s.now().Add(s.ttl)))
	})
	if err != nil {
		return basket.Basket{}, because(ctx, err)
	}
	return b, nil
}

func encodeBasket(b basket.Basket, expires time.Time) basketDoc {
	doc := basketDoc{Lines: make([]lineDoc, len(b.Lines)), ExpiresAt: expires}
	for i, l := range b.Lines {
		doc.Lines[i] = lineDoc{string(l.ProductID), l.Quantity, moneyDoc(l.Price), l.Title, l.AddedAt, l.ChangedAt, encodeShown(&l.Shown)}
	}
	return doc
}

// decode returns the basket of a document. A missing, expired or malformed document gives an empty basket.
func (s *Baskets) decode(doc *firestore.DocumentSnapshot) basket.Basket {
	var d basketDoc
	if !doc.Exists() || doc.DataTo(&d) != nil || d.ExpiresAt.Before(s.now()) {
		return basket.Basket{}
	}
	return d.basket()
}

// basket returns the valid lines of the document.
func (d *basketDoc) basket() (b basket.Basket) {
	for _, l := range d.Lines {
		id := catalog.ID(l.ProductID)
		if id.Validate() == nil && l.Quantity >= 0 && l.Quantity <= basket.MaxQuantity {
			b.Lines = append(b.Lines, basket.Line{
				ProductID: id, Quantity: l.Quantity, Price: catalog.Money(l.Price), Title: l.Title, AddedAt: l.AddedAt, ChangedAt: l.ChangedAt,
				Shown: l.Shown.decode(),
			})
		}
	}
	return b
}

// moveBasket merges the basket of one user into another user's, and deletes the first. If the two together have too many
// products, the ones that were added last are left out.
func moveBasket(ctx context.Context, client *firestore.Client, fromID, toID string) error {
	from, err := basketOf(client, fromID)
	if err != nil {
		return err
	}
	to, err := basketOf(client, toID)
	if err != nil {
		return err
	}
	err = client.RunTransaction(ctx, func(_ context.Context, tx *firestore.Transaction) error {
		docs, err := tx.GetAll([]*firestore.DocumentRef{from, to})
		if err != nil || !docs[0].Exists() {
			return err
		}
		var moved, kept basketDoc
		if docs[0].DataTo(&moved) == nil {
			if docs[1].Exists() && docs[1].DataTo(&kept) != nil {
				kept = basketDoc{}
			}
			merged := kept.basket().Merge(moved.basket().Lines).Limited()
			if err := tx.Set(to, encodeBasket(merged, later(moved.ExpiresAt, kept.ExpiresAt))); err != nil {
				return err
			}
		}
		return tx.Delete(from)
	})
	if err != nil {
		return fmt.Errorf("move the basket: %w", because(ctx, err))
	}
	return nil
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
