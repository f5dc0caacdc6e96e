package mapping

// A Field is a field of a product that a column can fill.
type Field string

// The fields, by their names in --map.
const (
	ID          Field = "id"
	Title       Field = "title"
	Description Field = "description" // joined from several columns
	Brand       Field = "brand"
	Color       Field = "color"
	Category    Field = "category" // path of several columns, broadest first
	Price       Field = "price"
	ListPrice   Field = "list_price"
	Discount    Field = "discount" // percentage off Price; Price is then the list price
	Currency    Field = "currency"
	Rating      Field = "rating"
	RatingCount Field = "rating_count"
	Image       Field = "image"
	URL         Field = "url"
)

// Fields lists the fields in the order of reports.
var Fields = []Field{
	ID, Title, Description, Brand, Color, Category, Price, ListPrice, Discount, Currency, Rating, RatingCount, Image, URL,
}
