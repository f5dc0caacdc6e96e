package mapping

// A Field is something of a product that a column can give.
type Field string

// The fields, by the names that people use for them in --map.
const (
	ID          Field = "id"
	Title       Field = "title"
	Description Field = "description" // of several columns, all
	Brand       Field = "brand"
	Color       Field = "color"
	Category    Field = "category" // of several columns, all, widest first
	Price       Field = "price"
	ListPrice   Field = "list_price"
	Discount    Field = "discount" // in per cent of Price, which is then the price before it
	Currency    Field = "currency"
	Rating      Field = "rating"
	RatingCount Field = "rating_count"
	Image       Field = "image"
	URL         Field = "url"
)

// Fields lists the fields in the order in which people read them.
var Fields = []Field{
	ID, Title, Description, Brand, Color, Category, Price, ListPrice, Discount, Currency, Rating, RatingCount, Image, URL,
}
