package event

import (
	"errors"
	"fmt"

	"cloud.google.com/go/firestore/apiv1/firestorepb"
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
)

// Fields of google.events.cloud.firestore.v1.DocumentEventData. Their wire format is that of
// google.firestore.v1.Document.
const (
	fieldValue    protowire.Number = 1
	fieldOldValue protowire.Number = 2
)

// decodeDocument decodes data, a DocumentEventData in protobuf's wire format. It returns the document as it is
// after the change, or a deleted document as it was before.
func decodeDocument(data []byte) (*firestorepb.Document, error) {
	var value, old *firestorepb.Document
	for len(data) > 0 {
		num, typ, n := protowire.ConsumeTag(data)
		if n < 0 {
			return nil, protowire.ParseError(n)
		}
		size := protowire.ConsumeFieldValue(num, typ, data[n:])
		if size < 0 {
			return nil, protowire.ParseError(size)
		}
		if num == fieldValue || num == fieldOldValue {
			doc, err := decodeField(typ, data[n:])
			if err != nil {
				return nil, fmt.Errorf("field %d: %w", num, err)
			}
			if num == fieldValue {
				value = doc
			} else {
				old = doc
			}
		}
		data = data[n+size:]
	}
	switch {
	case value != nil:
		return value, nil
	case old != nil:
		return old, nil
	}
	return nil, errors.New("contains no document")
}

// decodeField decodes the document at the start of data.
func decodeField(typ protowire.Type, data []byte) (*firestorepb.Document, error) {
	if typ != protowire.BytesType {
		return nil, fmt.Errorf("has wire type %d", typ)
	}
	message, n := protowire.ConsumeBytes(data)
	if n < 0 {
		return nil, protowire.ParseError(n)
	}
	doc := new(firestorepb.Document)
	if err := proto.Unmarshal(message, doc); err != nil {
		return nil, err
	}
	return doc, nil
}
