package firestoredb

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"cloud.google.com/go/firestore"
	"google.golang.org/api/option"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/gcp/emulator"
	"shopfyp.dev/shared/gcp/idtoken/idtokentest"
	"shopfyp.dev/shared/interaction"
)

// ruled returns a project under deploy/firestore.rules.
func ruled(t *testing.T) (project string) {
	t.Helper()
	rules, err := os.ReadFile("../../../deploy/firestore.rules")
	if err != nil {
		t.Fatal(err)
	}
	project = emulator.Project()
	if err := emulator.At(emulator.ForTest(t)).SetRules(t.Context(), project, string(rules)); err != nil {
		t.Fatal(err)
	}
	return project
}

// browser returns a client of the user, "" being nobody, that the rules apply to.
func browser(t *testing.T, project, user string) *firestore.Client {
	t.Helper()
	as := func(ctx context.Context) context.Context {
		if user == "" {
			return ctx
		}
		return metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+idtokentest.Token(project, user))
	}
	conn, err := grpc.NewClient(emulator.ForTest(t), grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithUnaryInterceptor(func(ctx context.Context, method string, req, reply any, cc *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption) error {
			return invoke(as(ctx), method, req, reply, cc, opts...)
		}),
		grpc.WithStreamInterceptor(func(ctx context.Context, desc *grpc.StreamDesc, cc *grpc.ClientConn, method string, streamer grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
			return streamer(as(ctx), desc, cc, method, opts...)
		}))
	if err != nil {
		t.Fatal(err)
	}
	client, err := firestore.NewClient(context.Background(), project, option.WithGRPCConn(conn))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { client.Close() })
	return client
}

// check fails the test unless err is nil where it is allowed, else PermissionDenied.
func check(t *testing.T, allowed bool, err error, what string) {
	t.Helper()
	want := codes.PermissionDenied
	if allowed {
		want = codes.OK
	}
	if got := status.Code(err); got != want {
		t.Errorf("%s: %v (%v), want %v", what, got, err, want)
	}
}

func TestRulesOfReading(t *testing.T) {
	project := ruled(t)
	server := emulator.Client(t, project)
	fill(t, project, 3)
	err := NewEmbeddings(server).PutEmbeddings(t.Context(), []catalog.Embedding{{ID: "p000", Vector: []float32{1}, Model: "m"}})
	if err != nil {
		t.Fatal(err)
	}
	id, err := NewInteractions(server).Append(t.Context(), "ann", interaction.Interaction{Type: interaction.Search, Query: "q"})
	if err != nil {
		t.Fatal(err)
	}
	set(t, server, "users/ann", map[string]any{"secret": 1})
	for _, user := range []string{"", "ann", "bob"} {
		c := browser(t, project, user)
		for path, allowed := range map[string]bool{
			"products/p000":                true,
			"embeddings/p000":              false,
			"users/ann":                    false,
			"users/ann/interactions/" + id: user == "ann",
			"others/x":                     false,
		} {
			_, err := c.Doc(path).Get(t.Context())
			check(t, allowed, err, user+" gets "+path)
		}
		for path, allowed := range map[string]bool{
			"products": true, "embeddings": false, "users": false, "users/ann/interactions": user == "ann",
		} {
			_, err := c.Collection(path).Limit(100).Documents(t.Context()).GetAll()
			check(t, allowed, err, user+" lists "+path)
		}
		_, err := c.Collection("products").Documents(t.Context()).GetAll()
		check(t, false, err, user+" lists all products at once")
		_, err = c.CollectionGroup("interactions").Limit(1).Documents(t.Context()).GetAll()
		check(t, false, err, user+" lists everybody's interactions")
	}
}

func TestRulesOfWriting(t *testing.T) {
	project := ruled(t)
	server := emulator.Client(t, project)
	for _, user := range []string{"", "ann", "bob"} {
		c := browser(t, project, user)
		fill(t, project, 1)
		for _, path := range []string{"products/p000", "products/new", "embeddings/p000", "users/ann", "users/" + user + "x", "others/x"} {
			_, err := c.Doc(path).Set(t.Context(), map[string]any{"title": "mine"})
			check(t, false, err, user+" sets "+path)
		}
		_, err := c.Doc("products/p000").Delete(t.Context())
		check(t, false, err, user+" deletes a product")

		id, err := NewInteractions(server).Append(t.Context(), "ann", interaction.Interaction{Type: interaction.Search, Query: "q"})
		if err != nil {
			t.Fatal(err)
		}
		doc := c.Doc("users/ann/interactions/" + id)
		_, err = doc.Update(t.Context(), []firestore.Update{{Path: "query", Value: "changed"}})
		check(t, false, err, user+" changes an interaction")
		_, err = doc.Update(t.Context(), []firestore.Update{{Path: "vector", Value: firestore.Vector32{1}}})
		check(t, false, err, user+" sets a vector")
		_, err = doc.Delete(t.Context())
		check(t, user == "ann", err, user+" deletes an interaction")
	}
}

func TestRulesOfCreatingInteractions(t *testing.T) {
	type doc = map[string]any
	now := firestore.ServerTimestamp
	for _, tc := range []struct {
		name    string
		data    doc
		allowed bool
	}{
		{"a search", doc{"type": "search", "query": "shoes", "createdAt": now}, true},
		{"a search of many lines", doc{"type": "search", "query": "\nshoes\n ü 🎧\n", "createdAt": now}, true},
		{"the longest search", doc{"type": "search", "query": strings.Repeat("x", 2000), "createdAt": now}, true},
		{"a click", doc{"type": "click", "productId": "p-1.商品", "createdAt": now}, true},
		{"a dismissal", doc{"type": "dismiss", "productId": "p", "createdAt": now}, true},

		{"another type", doc{"type": "view", "productId": "p", "createdAt": now}, false},
		{"no type", doc{"query": "shoes", "createdAt": now}, false},
		{"no query", doc{"type": "search", "createdAt": now}, false},
		{"an empty query", doc{"type": "search", "query": "", "createdAt": now}, false},
		{"a query of white space", doc{"type": "search", "query": " \n\t ", "createdAt": now}, false},
		{"too long a query", doc{"type": "search", "query": strings.Repeat("x", 2001), "createdAt": now}, false},
		{"a query that is no string", doc{"type": "search", "query": []any{"shoes"}, "createdAt": now}, false},
		{"a search of a product", doc{"type": "search", "query": "shoes", "productId": "p", "createdAt": now}, false},
		{"a click on nothing", doc{"type": "click", "createdAt": now}, false},
		{"a click with a query", doc{"type": "click", "query": "shoes", "productId": "p", "createdAt": now}, false},
		{"a product ID that is no string", doc{"type": "click", "productId": 7, "createdAt": now}, false},
		{"an empty product ID", doc{"type": "click", "productId": "", "createdAt": now}, false},
		{"a product ID with a slash", doc{"type": "click", "productId": "a/b", "createdAt": now}, false},
		{"a product ID with a space", doc{"type": "click", "productId": "a b", "createdAt": now}, false},
		{"too long a product ID", doc{"type": "click", "productId": strings.Repeat("x", 129), "createdAt": now}, false},
		{"no time", doc{"type": "search", "query": "shoes"}, false},
		{"the browser's time", doc{"type": "search", "query": "shoes", "createdAt": time.Now()}, false},
		{"a vector", doc{"type": "search", "query": "shoes", "createdAt": now, "vector": firestore.Vector32{1}}, false},
		{"a model", doc{"type": "search", "query": "shoes", "createdAt": now, "model": "m"}, false},
		{"another field", doc{"type": "search", "query": "shoes", "createdAt": now, "admin": true}, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			project := ruled(t)
			for _, user := range []string{"", "bob", "ann"} {
				_, err := browser(t, project, user).Doc("users/ann/interactions/x").Create(t.Context(), tc.data)
				check(t, tc.allowed && user == "ann", err, user+" creates "+tc.name+" of ann's")
			}
			if !tc.allowed {
				return
			}
			x, err := NewInteractions(emulator.Client(t, project)).Get(t.Context(), "ann", "x")
			if err != nil || x.Validate() != nil {
				t.Errorf("what the rules allow is read back as %+v, %v", x, err)
			}
		})
	}
}
