package firestoredb

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"time"

	"cloud.google.com/go/firestore"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
)

// Interactions is an interaction.DraftLog in Firestore. It uses the server's clock.
type Interactions struct {
	client *firestore.Client
	expiry *expiry // nil if interactions do not expire
}

var _ interaction.DraftLog = (*Interactions)(nil)

// NewInteractions returns the log in the client's database. Interactions do not expire unless you use ExpireAfter.
func NewInteractions(client *firestore.Client) *Interactions { return &Interactions{client: client} }

// of returns the collection of the user's interactions, or an error if the user ID is invalid.
func (s *Interactions) of(userID string) (*firestore.CollectionRef, error) {
	user, ok := document(s.client.Collection(usersPath), userID)
	if !ok {
		return nil, fmt.Errorf("invalid user ID %q", userID)
	}
	return user.Collection(interactionsPath), nil
}

// one returns the document of one interaction, or ErrNotFound if id is not a valid document ID.
func (s *Interactions) one(userID, id string) (*firestore.DocumentRef, error) {
	log, err := s.of(userID)
	if err != nil {
		return nil, err
	}
	doc, ok := document(log, id)
	if !ok {
		return nil, notFound(id)
	}
	return doc, nil
}

func notFound(id string) error {
	return fmt.Errorf("interaction %q: %w", id, interaction.ErrNotFound)
}

// Append implements interaction.Log.
func (s *Interactions) Append(ctx context.Context, userID string, x interaction.Interaction) (string, error) {
	draft, err := s.Prepare(userID, x)
	if err != nil {
		return "", err
	}
	if err := draft.Write(ctx); err != nil {
		return "", err
	}
	return draft.ID, nil
}

// Prepare implements interaction.DraftLog.
func (s *Interactions) Prepare(userID string, x interaction.Interaction) (interaction.Draft, error) {
	log, err := s.of(userID)
	if err != nil {
		return interaction.Draft{}, err
	}
	if err := x.Validate(); err != nil {
		return interaction.Draft{}, err
	}
	doc, prepared := newDoc(log, &x), time.Now()
	return interaction.Draft{
		ID: doc.ID,
		Write: func(ctx context.Context) error {
			return appending(ctx, store(ctx, doc, s.encode(&x)))
		},
		WriteLate: func(ctx context.Context) error {
			return appending(ctx, storeLate(ctx, s.client, userID, doc, s.encode(&x), prepared))
		},
	}, nil
}

// store writes a new interaction. It keeps a purchase that is already stored.
func store(ctx context.Context, doc *firestore.DocumentRef, data interactionDoc) error {
	if data.Type != string(interaction.Purchase) {
		// Set instead of Create, because the client may retry the call after a lost response.
		_, err := doc.Set(ctx, data.data())
		return err
	}
	_, err := doc.Create(ctx, data.data())
	if status.Code(err) == codes.AlreadyExists {
		return nil
	}
	return err
}

// newDoc returns the document of a new interaction. All dismissals of one product share one document, and so do all
// reports of one purchase.
func newDoc(log *firestore.CollectionRef, x *interaction.Interaction) *firestore.DocumentRef {
	switch x.Type {
	case interaction.Dismiss:
		return log.Doc("dismiss-" + hashOf(string(x.ProductID)))
	case interaction.Purchase:
		return log.Doc("purchase-" + hashOf(string(x.ProductID)+"\x00"+x.OrderID)) // a product ID contains no zero byte
	}
	return log.NewDoc()
}

// hashOf returns 20 characters that any document ID may contain.
func hashOf(text string) string {
	sum := sha256.Sum256([]byte(text))
	return base64.RawURLEncoding.EncodeToString(sum[:15])
}

// isPermanent reports whether a retry of the write would fail again. Unauthenticated is not permanent, because it may
// mean that the credentials server did not answer.
func isPermanent(err error) bool {
	switch status.Code(err) {
	case codes.InvalidArgument, codes.OutOfRange, codes.PermissionDenied, codes.NotFound, codes.Unimplemented:
		return true
	}
	return false
}

func appending(ctx context.Context, err error) error {
	switch {
	case err == nil:
		return nil
	case isPermanent(err):
		return fmt.Errorf("append to the log: %w: %w", interaction.ErrPermanent, err)
	}
	return fmt.Errorf("append to the log: %w", because(ctx, err))
}

// Get implements interaction.Log. For a document that is not an interaction, it returns an
// invalid interaction with only the ID.
func (s *Interactions) Get(ctx context.Context, userID, id string) (interaction.Interaction, error) {
	ref, err := s.one(userID, id)
	if err != nil {
		return interaction.Interaction{}, err
	}
	doc, err := ref.Get(ctx)
	if doc != nil && !doc.Exists() { // a nil doc means that the database was not found
		return interaction.Interaction{}, notFound(id)
	}
	if err != nil {
		return interaction.Interaction{}, fmt.Errorf("interaction %q: %w", id, because(ctx, err))
	}
	x := decodeInteraction(doc)
	if s.expiry.expired(x.CreatedAt) {
		return interaction.Interaction{}, notFound(id)
	}
	return x, nil
}

// SetVector implements interaction.Log.
func (s *Interactions) SetVector(ctx context.Context, userID, id string, vector []float32, model string) error {
	doc, err := s.one(userID, id)
	if err != nil {
		return err
	}
	_, err = doc.Update(ctx, []firestore.Update{ // Update fails unless the document exists
		{Path: "vector", Value: firestore.Vector32(vector)},
		{Path: "model", Value: model},
	})
	if status.Code(err) == codes.NotFound {
		return notFound(id)
	}
	if err != nil {
		return fmt.Errorf("interaction %q: set vector: %w", id, because(ctx, err))
	}
	return nil
}

// Delete implements interaction.Log.
func (s *Interactions) Delete(ctx context.Context, userID, id string) error {
	log, err := s.of(userID)
	if err != nil {
		return err
	}
	doc, ok := document(log, id)
	if !ok {
		return nil
	}
	if err := writeTombstone(ctx, tombstonesOf(s.client, userID).one(id)); err != nil {
		return fmt.Errorf("interaction %q: %w", id, err)
	}
	if _, err := doc.Delete(ctx); err != nil {
		return fmt.Errorf("interaction %q: delete: %w", id, because(ctx, err))
	}
	return nil
}

// Clear implements interaction.Log. Without types it also removes documents that are not valid interactions.
func (s *Interactions) Clear(ctx context.Context, userID string, types ...interaction.Type) error {
	log, err := s.of(userID)
	if err := cmp.Or(err, interaction.ValidateTypes(types...)); err != nil {
		return err
	}
	t := tombstonesOf(s.client, userID)
	if len(types) == 0 {
		return clearWithTombstone(ctx, s.client, t.all, log.Query)
	}
	for _, kind := range types {
		if err := clearWithTombstone(ctx, s.client, t.ofType(kind), log.Where("type", "==", string(kind))); err != nil {
			return err
		}
	}
	return nil
}

// clearWithTombstone writes the tombstone, then deletes the documents that the query finds.
func clearWithTombstone(ctx context.Context, client *firestore.Client, tombstone *firestore.DocumentRef, q firestore.Query) error {
	if err := writeTombstone(ctx, tombstone); err != nil {
		return err
	}
	if err := deleteFound(ctx, client, q); err != nil {
		return fmt.Errorf("clear the log: %w", err)
	}
	return nil
}

// Dismissed implements interaction.Log.
func (s *Interactions) Dismissed(ctx context.Context, userID string) ([]catalog.ID, error) {
	return s.productsOf(ctx, userID, interaction.Dismiss, interaction.MaxDismissed)
}

// Purchased implements interaction.Log.
func (s *Interactions) Purchased(ctx context.Context, userID string) ([]catalog.ID, error) {
	return s.productsOf(ctx, userID, interaction.Purchase, interaction.MaxPurchased)
}

// productsOf returns the distinct products of the user's newest interactions of a type, newest first. It reads at most
// limit interactions.
func (s *Interactions) productsOf(ctx context.Context, userID string, t interaction.Type, limit int) ([]catalog.ID, error) {
	log, err := s.of(userID)
	if err != nil {
		return nil, err
	}
	newest := s.expiry.unexpired(log.Where("type", "==", string(t))).OrderBy("createdAt", firestore.Desc).Limit(limit)
	docs, err := newest.Select("productId").Documents(ctx).GetAll()
	if err != nil {
		return nil, fmt.Errorf("products of type %s: %w", t, because(ctx, err))
	}
	seen := make(map[catalog.ID]bool)
	var ids []catalog.ID
	for _, doc := range docs {
		value, _ := doc.DataAt("productId")
		text, ok := value.(string)
		if id := catalog.ID(text); ok && id.Validate() == nil && !seen[id] { // older logs contain repeated dismissals; a product can be bought twice
			seen[id] = true
			ids = append(ids, id)
		}
	}
	return ids, nil
}
