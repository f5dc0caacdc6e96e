package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"strconv"
	"strings"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/lexical"
	"shopfyp.dev/shared/querytext"
	"shopfyp.dev/shared/snapshot"
)

// contentRevision is part of the content hash. Increase it when unchanged products need a new snapshot.
const contentRevision = "9"

// A contentHash is a hash of the model, the products, their cards and their texts, and of the popular queries in their
// order. It does not cover the clicks: see relatedUnchanged.
type contentHash struct {
	sum hash.Hash
	sep bytes.Buffer
}

func newContentHash(model string) *contentHash {
	c := &contentHash{sum: sha256.New()}
	c.put(contentRevision)
	c.put(model)
	return c
}

func (c *contentHash) put(field string) {
	c.sep.Reset()
	fmt.Fprintf(&c.sep, "%d:", len(field))
	c.sum.Write(c.sep.Bytes())
	io.WriteString(c.sum, field)
}

// add adds a product.
func (c *contentHash) add(id catalog.ID, text textHash, card *snapshot.CardRecord, words *lexical.Document) {
	c.put(string(id))
	c.put(text.String())
	c.put(string(card.Data))
	c.put(words.Color) // not part of the card, as all that follows
	c.put(strconv.FormatUint(words.Attributes, 16))
	c.put(card.Group)
	c.put(strings.Join(card.Numbers, " "))
	c.put(strconv.Itoa(int(card.Flags)))
}

// end adds the queries and returns the hash. Add no product afterward.
func (c *contentHash) end(queries []querytext.Query) string {
	for _, q := range queries {
		c.put(q.Text)
	}
	return hex.EncodeToString(c.sum.Sum(nil))
}
