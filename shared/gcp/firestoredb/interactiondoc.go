package firestoredb

import (
	"math"
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
)

// interactionDoc is a document in users/{uid}/interactions/.
type interactionDoc struct {
	Type      string      `firestore:"type"`
	Query     string      `firestore:"query,omitempty"`
	Corrected string      `firestore:"corrected,omitempty"`
	Nonsense  bool        `firestore:"nonsense,omitempty"`
	Filters   *filtersDoc `firestore:"wish,omitempty"`
	ProductID string      `firestore:"productId,omitempty"`
	OrderID   string      `firestore:"orderId,omitempty"`
	Quantity  int         `firestore:"quantity,omitempty"`
	Price     moneyDoc    `firestore:"price,omitzero"`
	CreatedAt time.Time   `firestore:"createdAt,serverTimestamp"`
	Vector    any         `firestore:"vector,omitempty"` // Vector32 when written, Vector64 when read; other programs may store any type
	Model     string      `firestore:"model,omitempty"`
	ExpiresAt time.Time   `firestore:"expiresAt,omitempty"` // Firestore's TTL policy deletes the document after this time
}

func encodeInteraction(x *interaction.Interaction) interactionDoc {
	doc := interactionDoc{Type: string(x.Type), Query: x.Query, Corrected: x.Corrected, Nonsense: x.Nonsense, ProductID: string(x.ProductID), OrderID: x.OrderID, Quantity: x.Quantity, Price: moneyDoc(x.Price)}
	if x.Type == interaction.Purchase {
		doc.CreatedAt = x.CreatedAt
	}
	if x.Filters != nil {
		doc.Filters = encodeFilters(x.Filters)
	}
	if len(x.Vector) > 0 {
		doc.Vector, doc.Model = firestore.Vector32(x.Vector), x.Model
	}
	return doc
}

// A datedDoc is an interactionDoc whose time is known. Firestore ignores the time of a field with serverTimestamp.
type datedDoc struct {
	interactionDoc
	CreatedAt time.Time `firestore:"createdAt"`
}

// data returns what to store: the document with its own time, if it has one.
func (d *interactionDoc) data() any {
	if d.CreatedAt.IsZero() {
		return *d
	}
	return datedDoc{*d, d.CreatedAt}
}

// decodeInteraction returns the interaction. If a field has the wrong type, it returns an Interaction with only
// the ID. It omits an invalid vector and its model, so that the interaction counts as not embedded yet.
func decodeInteraction(doc *firestore.DocumentSnapshot) interaction.Interaction {
	var d interactionDoc
	if doc.DataTo(&d) != nil {
		return interaction.Interaction{ID: doc.Ref.ID}
	}
	x := interaction.Interaction{
		ID: doc.Ref.ID, Type: interaction.Type(d.Type), Query: d.Query, Corrected: d.Corrected, ProductID: catalog.ID(d.ProductID), CreatedAt: d.CreatedAt,
		OrderID: d.OrderID, Quantity: d.Quantity, Price: catalog.Money(d.Price), Nonsense: d.Nonsense, Filters: decodeFilters(d.Filters),
	}
	if v := decodeVector(d.Vector); v != nil {
		x.Vector, x.Model = v, d.Model
	}
	return x
}

// decodeWithoutVector is decodeInteraction for a document that was read without its vector. It keeps the model.
func decodeWithoutVector(doc *firestore.DocumentSnapshot) interaction.Interaction {
	x := decodeInteraction(doc)
	model, _ := doc.DataAt("model") // the error means that the field is missing
	x.Model, _ = model.(string)
	return x
}

// decodeVector returns the elements of a vector field. It returns nil if the field is not a vector of finite float32 values.
func decodeVector(field any) []float32 {
	wide, ok := field.(firestore.Vector64)
	if !ok || len(wide) == 0 {
		return nil
	}
	v := make([]float32, len(wide))
	for i, x := range wide {
		v[i] = float32(x)
		if math.IsNaN(x) || math.IsInf(float64(v[i]), 0) {
			return nil
		}
	}
	return v
}
