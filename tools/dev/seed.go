package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"cloud.google.com/go/firestore"
	"google.golang.org/api/option"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"

	"shopfyp.dev/shared/gcp/firestoredb"
	"shopfyp.dev/tools/demo"
)

// demoPassword is the password of every demo account.
const demoPassword = "shopfyp"

// A seeder loads the demo catalog and its shoppers into the emulators.
type seeder struct {
	config Config
	client *firestore.Client
	log    *slog.Logger
}

func newSeeder(ctx context.Context, c Config, log *slog.Logger) (*seeder, error) {
	client, err := firestore.NewClient(ctx, c.Project,
		option.WithEndpoint(address(c.Ports.Firestore)), option.WithoutAuthentication(),
		option.WithGRPCDialOption(grpc.WithTransportCredentials(insecure.NewCredentials())),
		option.WithGRPCDialOption(grpc.WithPerRPCCredentials(owner{})))
	if err != nil {
		return nil, fmt.Errorf("client of the Firestore emulator: %w", err)
	}
	return &seeder{config: c, client: client, log: log}, nil
}

// owner is the credential that bypasses the emulator's security rules.
type owner struct{}

func (owner) GetRequestMetadata(context.Context, ...string) (map[string]string, error) {
	return map[string]string{"authorization": "Bearer owner"}, nil
}

func (owner) RequireTransportSecurity() bool { return false }

// stock describes the catalog.
type stock struct {
	any    bool // there are products
	seeded bool // the demo catalog was just loaded
}

// products loads the demo catalog if there are no products.
func (s *seeder) products(ctx context.Context) (stock, error) {
	store := firestoredb.NewProducts(s.client)
	existing, err := store.Count(ctx)
	if err != nil {
		return stock{}, fmt.Errorf("products: %w", err)
	}
	if existing > 0 || !s.config.Demo {
		return stock{any: existing > 0}, nil
	}
	products, err := demo.Products()
	if err != nil {
		return stock{}, err
	}
	s.log.InfoContext(ctx, "loading the demo catalog", "products", len(products))
	for i := range products {
		products[i].UpdatedAt = time.Now().UTC()
	}
	if _, err = store.Put(ctx, products); err != nil {
		return stock{}, fmt.Errorf("demo catalog: %w", err)
	}
	return stock{any: true, seeded: true}, nil
}

// posts loads the demo feed if there are no posts.
func (s *seeder) posts(ctx context.Context) error {
	store := firestoredb.NewPosts(s.client)
	existing, err := store.Count(ctx, 1)
	if err != nil {
		return fmt.Errorf("posts: %w", err)
	}
	if existing > 0 || !s.config.Demo {
		return nil
	}
	posts, err := demo.Posts()
	if err != nil {
		return err
	}
	return store.Put(ctx, posts)
}

// histories writes the demo shoppers' interactions to Firestore. The embed function then embeds them.
func (s *seeder) histories(ctx context.Context) error {
	shoppers, err := demo.Shoppers()
	if err != nil {
		return err
	}
	log := firestoredb.NewInteractions(s.client)
	for _, shopper := range shoppers {
		for _, event := range shopper.History {
			if _, err := log.Append(ctx, shopper.ID, event.Interaction()); err != nil {
				return fmt.Errorf("shopper %s: %w", shopper.ID, err)
			}
		}
	}
	return nil
}

// ownerID is the account of the demo shop's owner, who may use the console.
const ownerID = "owner"

// seedAccounts creates the accounts of the owner and of the demo shoppers that do not exist yet.
func seedAccounts(ctx context.Context, c Config) error {
	shoppers, err := demo.Shoppers()
	if err != nil {
		return err
	}
	errs := []error{seedOwner(ctx, c)}
	for _, shopper := range shoppers {
		errs = append(errs, seedAccount(ctx, c, shopper.ID, shopper.DisplayName))
	}
	return errors.Join(errs...)
}

func seedOwner(ctx context.Context, c Config) error {
	if err := seedAccount(ctx, c, ownerID, "Owner"); err != nil {
		return err
	}
	body, err := json.Marshal(map[string]string{"localId": ownerID, "customAttributes": `{"role":"owner"}`})
	if err != nil {
		return err
	}
	return post(ctx, c.accountsURL()+":update", body)
}

// seedAccount creates an account with the demo password if it does not exist.
func seedAccount(ctx context.Context, c Config, id, name string) error {
	body, err := json.Marshal(map[string]any{
		"localId": id, "displayName": name, "email": demoEmail(id), "emailVerified": true, "password": demoPassword,
	})
	if err == nil {
		err = post(ctx, c.accountsURL(), body)
	}
	if err != nil && !strings.Contains(err.Error(), "EXISTS") && !strings.Contains(err.Error(), "DUPLICATE_LOCAL_ID") {
		return fmt.Errorf("account of %s: %w", id, err)
	}
	return nil
}

// demoEmail returns the email address of a demo account, in a reserved domain.
func demoEmail(id string) string { return id + "@shopfyp.example" }
