package functions

import (
	"context"
	"errors"
	"time"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/shared/invalid"
	"shopfyp.dev/shared/metrics"
	"shopfyp.dev/shared/recommend"
	"shopfyp.dev/shared/snapshot"
)

// productInspector is the part of recommend.Service that shows products as the system sees them.
type productInspector interface {
	SearchFor(ctx context.Context, userID string, r recommend.SearchRequest) (recommend.SearchResult, error)
	Similar(ctx context.Context, userID string, id catalog.ID, limit int) (recommend.SimilarResult, error)
	Inspect(ctx context.Context, id catalog.ID) (recommend.Inspection, error)
}

type findProductsRequest struct {
	Query string `query:"q" minLength:"1" maxLength:"500" description:"What a shopper would type, or the ID of a product."`
	Limit int    `query:"limit" default:"24" minimum:"1" maximum:"100" description:"Maximum number of products."`
}

type findProductsResponse struct {
	Products []catalog.Card `json:"products"`
}

// findProducts searches the catalog as a shopper without an account would. It logs nothing. A product with the ID comes first,
// also one that the shop does not offer.
func findProducts(p productGetter, s productInspector, now func() time.Time) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in findProductsRequest) (findProductsResponse, error) {
		found, err := s.SearchFor(ctx, "", recommend.SearchRequest{Query: in.Query, Limit: in.Limit})
		if f, ok := errors.AsType[*invalid.FieldError](err); ok {
			return findProductsResponse{}, &invalid.FieldError{Field: "q", Problem: f.Problem}
		}
		if err != nil && !errors.Is(err, snapshot.ErrNoIndex) {
			return findProductsResponse{}, err
		}
		products := []catalog.Card{}
		if id := catalog.ID(in.Query); id.Validate() == nil {
			one, err := p.Get(ctx, id)
			if err == nil {
				products = append(products, one.Card().At(now()))
			} else if !errors.Is(err, catalog.ErrNotFound) {
				return findProductsResponse{}, err
			}
		}
		for _, c := range found.Products {
			if len(products) < in.Limit && (len(products) == 0 || products[0].ID != c.ID) {
				products = append(products, c)
			}
		}
		return findProductsResponse{products}, nil
	})
}

type adminProductRequest struct {
	ProductID catalog.ID `path:"productId" minLength:"1" maxLength:"128"`
}

type adminProductResponse struct {
	Product   catalog.Product   `json:"product" description:"As it is stored, with the fields that shoppers do not see."`
	Version   string            `json:"version" format:"date-time" description:"The time of the last change. An edit sends it back."`
	Snapshot  productSnapshot   `json:"snapshot"`
	NotShown  []string          `json:"notShown" description:"Why shoppers do not see the product everywhere; empty if they do."`
	Neighbors []catalog.Card    `json:"neighbors" description:"The products with the nearest vectors."`
	Figures   []metrics.Figures `json:"figures" description:"The last week by list."`
}

// A productSnapshot says whether the index has a product.
type productSnapshot struct {
	Version   string `json:"version" description:"The snapshot in use; empty if none is published."`
	Contained bool   `json:"contained" description:"Whether searches may find the product."`
	Overlay   bool   `json:"overlay" description:"Whether the product changed since the snapshot, so that its current version comes from the overlay."`
}

const neighbors = 8

// adminProduct returns a product as the system sees it.
func adminProduct(p productGetter, s productInspector, i indexVersions, c counterReader, now func() time.Time) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in adminProductRequest) (adminProductResponse, error) {
		if err := in.ProductID.Validate(); err != nil {
			return adminProductResponse{}, &invalid.FieldError{Field: "productId", Problem: err.Error()}
		}
		found, err := p.Get(ctx, in.ProductID)
		if err != nil {
			return adminProductResponse{}, err
		}
		res := adminProductResponse{Product: found, Version: found.UpdatedAt.Format(time.RFC3339Nano), Neighbors: []catalog.Card{}, Figures: []metrics.Figures{}}
		seen, err := s.Inspect(ctx, in.ProductID)
		if err != nil && !errors.Is(err, snapshot.ErrNoIndex) {
			return adminProductResponse{}, err
		}
		res.NotShown = reasonsNotShown(&found, seen)
		if seen.Contained {
			m, err := i.Current(ctx)
			if err != nil {
				return adminProductResponse{}, err
			}
			similar, err := s.Similar(ctx, "", in.ProductID, neighbors)
			if err != nil {
				return adminProductResponse{}, err
			}
			res.Neighbors = similar.Products
			res.Snapshot = productSnapshot{seen.Version, true, !m.Changes.IsZero() && found.UpdatedAt.After(m.Changes)}
		} else {
			res.Snapshot.Version = seen.Version
		}
		res.Figures, err = figuresOf(ctx, c, in.ProductID, now())
		return res, err
	})
}

// figuresOf returns the figures of a product in the last week by list.
func figuresOf(ctx context.Context, c counterReader, id catalog.ID, now time.Time) ([]metrics.Figures, error) {
	from, to, err := period("", "", now)
	if err != nil {
		return nil, err
	}
	rows, err := compare(ctx, c, from, to, metrics.ByProduct)
	own := []metrics.Figures{}
	for _, f := range rows {
		if f.Value == string(id) {
			f.Value = ""
			own = append(own, f)
		}
	}
	return own, err
}

// reasonsNotShown says why shoppers do not see a product everywhere.
func reasonsNotShown(p *catalog.Product, i recommend.Inspection) []string {
	reasons := []string{}
	add := func(applies bool, reason string) {
		if applies {
			reasons = append(reasons, reason)
		}
	}
	add(p.State == catalog.Draft, "It is a draft: shoppers see it nowhere.")
	add(p.State == catalog.Hidden, "It is hidden: shoppers see it nowhere.")
	add(p.State.IsOffered() && i.Version == "", "No index is published yet.")
	add(p.State.IsOffered() && i.Version != "" && !i.Contained, "The index does not contain it yet. Changes appear within seconds, new indexes with the next build.")
	soldOut := !p.Availability.CanBeBought()
	add(soldOut && i.HideSoldOut, "It cannot be bought: searches and cards do not show it.")
	add(soldOut && !i.HideSoldOut, "It cannot be bought: cards, similar and popular products do not show it.")
	add(p.Adult && !i.ShowAdult, "It is for adults only: the shop does not show it.")
	add(p.Adult && i.ShowAdult, "It is for adults only: cards, similar and popular products do not show it.")
	return reasons
}

type editProductRequest struct {
	ProductID catalog.ID `path:"productId" minLength:"1" maxLength:"128"`
	Version   string     `json:"version" format:"date-time" description:"The version that the editor saw."`

	Price        *catalog.Money        `json:"price" description:"The amount 0 without a currency means unknown. A missing field stays as it is."`
	SalePrice    *catalog.Money        `json:"salePrice" description:"The amount 0 without a currency ends the sale."`
	Availability *catalog.Availability `json:"availability" enum:"in_stock,out_of_stock,preorder,backorder,discontinued"`
	State        *catalog.State        `json:"state" enum:",draft,hidden" description:"Empty: the shop offers the product."`
}

// edit returns the fields that change.
func (r *editProductRequest) edit() *catalog.Edit {
	return &catalog.Edit{Price: r.Price, SalePrice: r.SalePrice, Availability: r.Availability, State: r.State}
}

type editProductResponse struct {
	Product catalog.Product `json:"product"`
	Version string          `json:"version" format:"date-time"`
}

// editProduct changes the price, the availability or the state of a product. The store records the change. Shoppers see it
// within seconds. The next import of the product's feed replaces it.
func editProduct(p catalog.Updater, now func() time.Time) api.Endpoint {
	return api.Serve(func(ctx context.Context, _ string, in editProductRequest) (editProductResponse, error) {
		if err := in.ProductID.Validate(); err != nil {
			return editProductResponse{}, &invalid.FieldError{Field: "productId", Problem: err.Error()}
		}
		read, err := parseTime("version", in.Version)
		if err != nil {
			return editProductResponse{}, err
		}
		at := now().UTC().Truncate(time.Microsecond) // as Firestore stores it
		edited, err := p.Update(ctx, in.ProductID, func(stored catalog.Product) (catalog.Product, error) {
			edited, err := in.edit().Apply(stored, read, at)
			if err != nil && !errors.Is(err, catalog.ErrChanged) {
				err = &invalid.FieldError{Field: "product", Problem: err.Error()}
			}
			return edited, err
		})
		return editProductResponse{edited, edited.UpdatedAt.Format(time.RFC3339Nano)}, err
	})
}

func openFindProducts(a *wire.App) api.Endpoint { return findProducts(a.Products, a.Service, a.Now) }

func openAdminProduct(a *wire.App) api.Endpoint {
	return adminProduct(a.Products, a.Service, a.Indexes, a.Metrics, a.Now)
}

func openEditProduct(a *wire.App) api.Endpoint {
	return editProduct(a.Products, a.Now)
}
