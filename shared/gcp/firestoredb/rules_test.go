package firestoredb

import (
	"context"
	"os"
	"testing"

	"cloud.google.com/go/firestore"
	"google.golang.org/api/option"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/gcp/emulatortest"
	"shopfyp.dev/shared/gcp/idtoken/idtokentest"
	"shopfyp.dev/shared/interaction"
)

// ruled returns a new project with the security rules in deploy/firestore.rules.
func ruled(t *testing.T) (project string) {
	t.Helper()
	rules, err := os.ReadFile("../../../deploy/firestore.rules")
	if err != nil {
		t.Fatal(err)
	}
	project = emulatortest.Project()
	if err := emulatortest.At(emulatortest.ForTest(t)).SetRules(t.Context(), project, string(rules)); err != nil {
		t.Fatal(err)
	}
	return project
}

// browser returns a client to which the security rules apply. It is signed in as user, or signed out if user is "".
func browser(t *testing.T, project, user string) *firestore.Client {
	t.Helper()
	as := func(ctx context.Context) context.Context {
		if user == "" {
			return ctx
		}
		return metadata.AppendToOutgoingContext(ctx, "authorization", "Bearer "+idtokentest.Token(project, user))
	}
	conn, err := grpc.NewClient(emulatortest.ForTest(t), grpc.WithTransportCredentials(insecure.NewCredentials()),
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

// check fails the test unless err agrees with allowed: nil if the access is allowed, PermissionDenied otherwise.
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

// consoleCollections are those of which browsers see nothing, because members of the staff go through the API.
var consoleCollections = []string{
	listCountsPath, productCountsPath, queryCountsPath, eventBatchesPath, recentEventsPath, staffChangesPath, experimentsPath, importsPath,
}

func TestReadRules(t *testing.T) {
	project := ruled(t)
	server := emulatortest.Client(t, project)
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
			"changes/p000":                 false,
			"posts/x":                      false,
			"users/ann":                    false,
			"users/ann/interactions/" + id: user == "ann",
			"removals/ann":                 false,
			"removals/ann/removals/" + id:  false,
			"rules/x":                      false,
			"ruleVersions/current":         false,
			"others/x":                     false,
		} {
			_, err := c.Doc(path).Get(t.Context())
			check(t, allowed, err, user+" gets "+path)
		}
		for _, name := range consoleCollections {
			_, err := c.Doc(name + "/x").Get(t.Context())
			check(t, false, err, user+" gets a document of "+name)
			_, err = c.Collection(name).Limit(1).Documents(t.Context()).GetAll()
			check(t, false, err, user+" lists "+name)
			_, err = c.Doc(name+"/x").Set(t.Context(), map[string]any{"title": "mine"})
			check(t, false, err, user+" sets a document of "+name)
		}
		for path, allowed := range map[string]bool{
			"products": true, "embeddings": false, "changes": false, "posts": false, "users": false, "users/ann/interactions": user == "ann",
			"removals": false, "removals/ann/removals": false, "rules": false, "ruleVersions": false,
		} {
			_, err := c.Collection(path).Limit(100).Documents(t.Context()).GetAll()
			check(t, allowed, err, user+" lists "+path)
		}
		_, err := c.Collection("products").Documents(t.Context()).GetAll()
		check(t, false, err, user+" lists all products at once")
		_, err = c.CollectionGroup("interactions").Limit(1).Documents(t.Context()).GetAll()
		check(t, false, err, user+" lists the interactions of all users")
	}
}

func TestWriteRules(t *testing.T) {
	project := ruled(t)
	server := emulatortest.Client(t, project)
	for _, user := range []string{"", "ann", "bob"} {
		c := browser(t, project, user)
		fill(t, project, 1)
		for _, path := range []string{"products/p000", "products/new", "embeddings/p000", "changes/p000", "posts/x", "users/ann", "users/" + user + "x", "removals/ann", "removals/ann/removals/x", "rules/x", "ruleVersions/current", "others/x"} {
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

// Browsers cannot write even valid interactions to a log, because only the API validates and rate-limits them.
func TestRulesForbidCreatingInteractions(t *testing.T) {
	project := ruled(t)
	for name, data := range map[string]map[string]any{
		"a search":       {"type": "search", "query": "shoes", "createdAt": firestore.ServerTimestamp},
		"a click":        {"type": "click", "productId": "p", "createdAt": firestore.ServerTimestamp},
		"a vector":       {"type": "search", "query": "shoes", "createdAt": firestore.ServerTimestamp, "vector": firestore.Vector32{1}},
		"something else": {"admin": true},
	} {
		for _, user := range []string{"", "bob", "ann"} {
			_, err := browser(t, project, user).Doc("users/ann/interactions/x").Create(t.Context(), data)
			check(t, false, err, user+" creates "+name+" in ann's log")
		}
	}
}
