package firestoredb

import (
	"context"
	"fmt"
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/rule"
	"shopfyp.dev/shared/staff"
)

// Rules is a rule.Store in Firestore. Each rule is a document in rules/. Every change of one also changes the document
// ruleVersions/current, in the same transaction, so one read tells whether anything changed. The transaction also records a
// change by the staff.
type Rules struct{ client *firestore.Client }

var _ rule.Store = (*Rules)(nil)

// NewRules returns the rules in the client's database.
func NewRules(client *firestore.Client) *Rules { return &Rules{client} }

// ruleDoc is a document in rules/.
type ruleDoc struct {
	Kind        string       `firestore:"kind"`
	Name        string       `firestore:"name"`
	Enabled     bool         `firestore:"enabled"`
	Start       time.Time    `firestore:"start,omitzero"`
	End         time.Time    `firestore:"end,omitzero"`
	ProductID   string       `firestore:"productId,omitempty"`
	VariantOnly bool         `firestore:"variantOnly,omitempty"`
	Query       string       `firestore:"query,omitempty"`
	Position    int          `firestore:"position,omitempty"`
	Category    []string     `firestore:"category,omitempty"`
	Brand       string       `firestore:"brand,omitempty"`
	Attribute   attributeDoc `firestore:"attribute,omitzero"`
	Strength    int          `firestore:"strength,omitempty"`
	UpdatedAt   time.Time    `firestore:"updatedAt,omitzero"`
	UpdatedBy   string       `firestore:"updatedBy,omitempty"`
}

// attributeDoc is the attribute field.
type attributeDoc struct {
	Name  string `firestore:"name"`
	Value string `firestore:"value"`
}

// ruleVersionDoc is the document ruleVersions/current.
type ruleVersionDoc struct {
	Version int64 `firestore:"version"`
	Count   int   `firestore:"count"` // number of rules
}

func (s *Rules) collection() *firestore.CollectionRef { return s.client.Collection(rulesPath) }

func (s *Rules) version() *firestore.DocumentRef {
	return s.client.Collection(ruleVersionsPath).Doc(currentVersion)
}

// Version implements rule.Store.
func (s *Rules) Version(ctx context.Context) (int64, error) {
	doc, err := s.version().Get(ctx)
	v, err := decodeVersion(doc, err)
	return v.Version, because(ctx, err)
}

// decodeVersion returns the version in a document, or the zero version if there is none.
func decodeVersion(doc *firestore.DocumentSnapshot, err error) (v ruleVersionDoc, _ error) {
	if doc == nil || doc.Exists() && err != nil {
		return v, fmt.Errorf("version of the rules: %w", err)
	}
	if !doc.Exists() {
		return v, nil
	}
	if err := doc.DataTo(&v); err != nil {
		return v, fmt.Errorf("version of the rules: %w", err)
	}
	return v, nil
}

// Load implements rule.Store. The transaction reads the version and the rules of the same moment.
func (s *Rules) Load(ctx context.Context) (all rule.Stored, err error) {
	err = s.client.RunTransaction(ctx, func(_ context.Context, tx *firestore.Transaction) error {
		v, err := decodeVersion(tx.Get(s.version()))
		if err != nil {
			return err
		}
		docs, err := tx.Documents(s.collection().Limit(rule.MaxRules)).GetAll()
		if err != nil {
			return fmt.Errorf("rules: %w", err)
		}
		all = rule.Stored{Version: v.Version}
		for _, doc := range docs {
			if r, ok := decodeRule(doc); ok {
				all.Rules = append(all.Rules, r)
			} else {
				all.Invalid = append(all.Invalid, doc.Ref.ID)
			}
		}
		return nil
	}, firestore.ReadOnly)
	return all, because(ctx, err)
}

// Get implements rule.Store. It returns rule.ErrNotFound for a malformed document too.
func (s *Rules) Get(ctx context.Context, id string) (rule.Rule, error) {
	ref, ok := document(s.collection(), id)
	if !ok {
		return rule.Rule{}, rule.ErrNotFound
	}
	doc, err := ref.Get(ctx)
	if doc == nil || doc.Exists() && err != nil {
		return rule.Rule{}, fmt.Errorf("rule %q: %w", id, because(ctx, err))
	}
	r, ok := decodeRule(doc)
	if !ok {
		return rule.Rule{}, rule.ErrNotFound
	}
	return r, nil
}

// Update implements rule.Store.
func (s *Rules) Update(ctx context.Context, id string, change func(*rule.Rule) (*rule.Rule, error)) error {
	ref, ok := document(s.collection(), id)
	if !ok {
		return rule.Check(id, &rule.Rule{ID: id})
	}
	var refused error // returned as it is: RunTransaction would hide its type
	err := s.client.RunTransaction(ctx, func(_ context.Context, tx *firestore.Transaction) error {
		refused = nil
		docs, err := tx.GetAll([]*firestore.DocumentRef{ref, s.version()})
		if err != nil {
			return err
		}
		v, err := decodeVersion(docs[1], nil)
		if err != nil {
			return err
		}
		refused = s.update(ctx, tx, docs[0], v, change)
		return refused
	})
	if refused != nil {
		return refused
	}
	if err != nil {
		return fmt.Errorf("rule %q: %w", id, because(ctx, err))
	}
	return nil
}

// update writes the result of change, the next version and the record of the change.
func (s *Rules) update(ctx context.Context, tx *firestore.Transaction, doc *firestore.DocumentSnapshot, v ruleVersionDoc, change func(*rule.Rule) (*rule.Rule, error)) error {
	var old *rule.Rule
	if r, ok := decodeRule(doc); ok {
		old = &r
	}
	r, err := change(old)
	if err != nil {
		return err
	}
	if err := rule.Check(doc.Ref.ID, r); err != nil {
		return err
	}
	if r == nil {
		if !doc.Exists() {
			return nil
		}
		v.Count--
		err = tx.Delete(doc.Ref)
	} else {
		if !doc.Exists() {
			v.Count++
		}
		if v.Count > rule.MaxRules {
			return rule.ErrTooMany
		}
		err = tx.Set(doc.Ref, encodeRule(r))
	}
	if err != nil {
		return err
	}
	v.Version++
	if err := tx.Set(s.version(), v); err != nil {
		return err
	}
	return recordChange(ctx, s.client, tx, staff.Rule, doc.Ref.ID, old, r)
}

func encodeRule(r *rule.Rule) ruleDoc {
	return ruleDoc{
		Kind: string(r.Kind), Name: r.Name, Enabled: r.Enabled, Start: r.Start, End: r.End,
		ProductID: string(r.ProductID), VariantOnly: r.VariantOnly, Query: r.Query, Position: r.Position,
		Category: r.Category, Brand: r.Brand, Attribute: attributeDoc(r.Attribute), Strength: r.Strength,
		UpdatedAt: r.UpdatedAt, UpdatedBy: r.UpdatedBy,
	}
}

// decodeRule returns the rule of a document, or false if the document is missing, malformed or not a valid rule.
func decodeRule(doc *firestore.DocumentSnapshot) (rule.Rule, bool) {
	var d ruleDoc
	if !doc.Exists() || doc.DataTo(&d) != nil {
		return rule.Rule{}, false
	}
	r := rule.Rule{
		ID: doc.Ref.ID, Kind: rule.Kind(d.Kind), Name: d.Name, Enabled: d.Enabled, Start: d.Start, End: d.End,
		ProductID: catalog.ID(d.ProductID), VariantOnly: d.VariantOnly, Query: d.Query, Position: d.Position,
		Category: d.Category, Brand: d.Brand, Attribute: rule.Attribute(d.Attribute), Strength: d.Strength,
		UpdatedAt: d.UpdatedAt, UpdatedBy: d.UpdatedBy,
	}
	return r, r.Validate() == nil
}
