package event

import (
	"testing"

	"cloud.google.com/go/firestore/apiv1/firestorepb"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
)

const nameForTest = "projects/demo-p/databases/(default)/documents/users/ann/interactions/i1"

// field encodes a document as a field of DocumentEventData.
func field(num protowire.Number, name string) []byte {
	doc, err := proto.Marshal(&firestorepb.Document{
		Name:   name,
		Fields: map[string]*firestorepb.Value{"type": {ValueType: &firestorepb.Value_StringValue{StringValue: "search"}}},
	})
	if err != nil {
		panic(err)
	}
	return protowire.AppendBytes(protowire.AppendTag(nil, num, protowire.BytesType), doc)
}

func join(parts ...[]byte) (all []byte) {
	for _, p := range parts {
		all = append(all, p...)
	}
	return all
}

// mask encodes an update_mask. unknown encodes a field of a later version.
var (
	mask    = protowire.AppendBytes(protowire.AppendTag(nil, 3, protowire.BytesType), []byte{})
	unknown = protowire.AppendVarint(protowire.AppendTag(nil, 99, protowire.VarintType), 7)
)

func TestDecodeDocument(t *testing.T) {
	tests := []struct {
		name string
		data []byte
		want string // the document's name; "" for an error
	}{
		{"created", field(1, nameForTest), nameForTest},
		{"with old value, mask and a field of a later version", join(field(2, "old"), unknown, field(1, nameForTest), mask), nameForTest},
		{"empty", nil, ""},
		{"deleted: only an old value", field(2, nameForTest), nameForTest},
		{"truncated", field(1, nameForTest)[:20], ""},
		{"base64", []byte("CkNwcm9qZWN0cw=="), ""},
		{"JSON", []byte(`{"value": {"name": "x"}}`), ""},
		{"value of another wire type", protowire.AppendVarint(protowire.AppendTag(nil, 1, protowire.VarintType), 7), ""},
		{"value that is not a document", protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), []byte{0xff}), ""},
		{"name that is not UTF-8", protowire.AppendBytes(protowire.AppendTag(nil, 1, protowire.BytesType), []byte{0x0a, 1, 0xff}), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := decodeDocument(tt.data)
			if tt.want == "" {
				if err == nil {
					t.Errorf("decodeDocument(%x) = %v, want an error", tt.data, doc)
				}
				return
			}
			if err != nil || doc.GetName() != tt.want {
				t.Errorf("decodeDocument(%x) = %q, %v, want %q", tt.data, doc.GetName(), err, tt.want)
			}
		})
	}
}

// If a decoded name matches, both wildcards have a value, and the name survives encoding.
func FuzzDecodeEvent(f *testing.F) {
	f.Add(field(1, nameForTest))
	f.Add(join(field(2, "old"), unknown, field(1, nameForTest), mask))
	f.Add(field(1, nameForTest)[:20])
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := decodeDocument(data)
		if err != nil {
			return
		}
		values, err := match("users/{userId}/interactions/{interactionId}", doc.GetName())
		if err != nil {
			return
		}
		if len(values) != 2 || values["userId"] == "" || values["interactionId"] == "" {
			t.Fatalf("%x: document %q gives %v", data, doc.GetName(), values)
		}
		again, err := decodeDocument(field(1, doc.GetName()))
		if err != nil || again.GetName() != doc.GetName() {
			t.Fatalf("document %q does not survive encoding: %q, %v", doc.GetName(), again.GetName(), err)
		}
	})
}

func TestMatch(t *testing.T) {
	const pattern = "users/{userId}/interactions/{interactionId}"
	tests := []struct {
		name, document string
		ok             bool
	}{
		{"matches", nameForTest, true},
		{"shallower", "projects/p/databases/d/documents/users/ann", false},
		{"deeper", nameForTest + "/more/x", false},
		{"other collection", "projects/p/databases/d/documents/users/ann/orders/i1", false},
		{"other root", "projects/p/databases/d/documents/shops/ann/interactions/i1", false},
		{"empty user", "projects/p/databases/d/documents/users//interactions/i1", false},
		{"empty ID", "projects/p/databases/d/documents/users/ann/interactions/", false},
		{"relative", "users/ann/interactions/i1", false},
		{"empty", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := match(pattern, tt.document)
			if (err == nil) != tt.ok {
				t.Fatalf("match(%q) = %v, %v, want a match: %t", tt.document, got, err, tt.ok)
			}
			if tt.ok && (got["userId"] != "ann" || got["interactionId"] != "i1" || len(got) != 2) {
				t.Errorf("match(%q) = %v, want ann and i1", tt.document, got)
			}
		})
	}
}
