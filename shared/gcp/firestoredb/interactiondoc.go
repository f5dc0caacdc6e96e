package firestoredb

import (
	"math"
	"time"

	"cloud.google.com/go/firestore"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/interaction"
)

// interactionDoc is a document of users/{uid}/interactions/.
type interactionDoc struct {
	Type      string      `firestore:"type"`
	Query     string      `firestore:"query,omitempty"`
	Filters   *filtersDoc `firestore:"wish,omitempty"`
	ProductID string      `firestore:"productId,omitempty"`
	CreatedAt time.Time   `firestore:"createdAt,serverTimestamp"`
	Vector    any         `firestore:"vector,omitempty"` // Vector32 when written, Vector64 when read, anything if others wrote it
	Model     string      `firestore:"model,omitempty"`
	ExpiresAt time.Time   `firestore:"expiresAt,omitempty"` // Firestore's TTL policy removes the document after it
}

func encodeInteraction(x *interaction.Interaction) interactionDoc {
	doc := interactionDoc{Type: string(x.Type), Query: x.Query, ProductID: string(x.ProductID)}
	if x.Filters != nil {
		doc.Filters = encodeFilters(x.Filters)
	}
	if len(x.Vector) > 0 {
		doc.Vector, doc.Model = firestore.Vector32(x.Vector), x.Model
	}
	return doc
}

// decodeInteraction returns the interaction, or one with nothing but its ID where a field is of another
// type. A vector that is none is left out, with its model, as if it had not been made yet.
func decodeInteraction(doc *firestore.DocumentSnapshot) interaction.Interaction {
	var d interactionDoc
	if doc.DataTo(&d) != nil {
		return interaction.Interaction{ID: doc.Ref.ID}
	}
	x := interaction.Interaction{
		ID: doc.Ref.ID, Type: interaction.Type(d.Type), Query: d.Query, ProductID: catalog.ID(d.ProductID), CreatedAt: d.CreatedAt,
		Filters: decodeFilters(d.Filters),
	}
	if v := decodeVector(d.Vector); v != nil {
		x.Vector, x.Model = v, d.Model
	}
	return x
}

// decodeOfPage is decodeInteraction for a document of which all was read but the vector.
func decodeOfPage(doc *firestore.DocumentSnapshot) interaction.Interaction {
	x := decodeInteraction(doc)
	model, _ := doc.DataAt("model") // an error says that there is none
	x.Model, _ = model.(string)
	return x
}

// decodeVector returns a vector field's elements, or nil where it holds something else or a number that is no float32.
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
