package recommend

// An Origin says where the products of a list come from. Apps send it back with the events of these products.
type Origin struct {
	Snapshot string `json:"snapshot" description:"Version of the index."`
	Ranker   Ranker `json:"ranker" description:"The algorithm that chose the products."`

	Experiments map[string]string `json:"experiments,omitempty" description:"The shopper's arm in each running experiment, with a bucket: \"control.07\". Apps send it as arms."`
}

// Names of the algorithms of lists other than a user's card.
const (
	Hybrid      Ranker = "hybrid"  // search results: by vector, by words and by filters
	Nearest     Ranker = "nearest" // similar products, by vector
	MostPopular Ranker = "popular" // popular products
)
