package functions

import (
	"context"

	"shopfyp.dev/functions/internal/api"
	"shopfyp.dev/functions/internal/wire"
	"shopfyp.dev/shared/basket"
)

// basketKeeper is the part of basket.Service that the basket's calls need.
type basketKeeper interface {
	Read(ctx context.Context, userID string) ([]basket.Item, error)
	Change(ctx context.Context, userID string, changes []basket.Change) ([]basket.Item, error)
}

// A checkout says where the shopper buys the basket.
type checkout struct {
	Kind string `json:"kind" enum:"shop,products,demo" description:"shop: open url, the shop's checkout. products: the shop has none, open the url of each product. demo: the app's own checkout stands in for the shop's."`
	URL  string `json:"url,omitempty" description:"The shop's checkout with the products that can be bought."`
}

type basketResponse struct {
	Lines    []basket.Item `json:"lines" description:"The products of the basket as the catalog is now, first added first."`
	Checkout checkout      `json:"checkout"`
}

// checkoutOf returns where a user buys the items.
type checkoutOf func(userID string, items []basket.Item) checkout

type basketRequest struct{}

// readBasket returns the user's basket.
func readBasket(b basketKeeper, buy checkoutOf) api.Endpoint {
	return api.Serve(func(ctx context.Context, uid string, _ basketRequest) (basketResponse, error) {
		items, err := b.Read(ctx, uid)
		return basketResponse{items, buy(uid, items)}, err
	})
}

type changeBasketRequest struct {
	Changes []basket.Change `json:"changes" maxItems:"100" description:"What the shopper did on this device since its last call."`
}

// changeBasket merges the changes of one device into the user's basket.
func changeBasket(b basketKeeper, buy checkoutOf) api.Endpoint {
	return api.Serve(func(ctx context.Context, uid string, in changeBasketRequest) (basketResponse, error) {
		items, err := b.Change(ctx, uid, in.Changes)
		return basketResponse{items, buy(uid, items)}, err
	})
}

// checkoutFor returns the checkout that the settings name.
func checkoutFor(a *wire.App) checkoutOf {
	return func(userID string, items []basket.Item) checkout {
		switch {
		case a.Checkout != "":
			return checkout{"shop", a.Checkout.URL(userID, items)}
		case a.DemoCheckout:
			return checkout{Kind: "demo"}
		}
		return checkout{Kind: "products"}
	}
}

func openReadBasket(a *wire.App) api.Endpoint { return readBasket(a.Baskets, checkoutFor(a)) }

func openChangeBasket(a *wire.App) api.Endpoint { return changeBasket(a.Baskets, checkoutFor(a)) }
