package mapping

import "strings"

// Fields that are used only for guessing.
const (
	reducedPrice Field = "reduced price" // a price after a discount, according to the column name
)

// An entry lists column names for a field.
type entry struct {
	field   Field
	strong  bool       // matches even if the name has unknown words
	rank    int        // of a category column: position in the path
	phrases [][]string // in order of preference
}

// The ranks of category columns, in path order.
const (
	audience = iota
	widest
	middle
	narrow
	kind
	usage
)

func strong(f Field, phrases string) entry {
	return entry{field: f, strong: true, phrases: split(phrases)}
}
func weak(f Field, phrases string) entry { return entry{field: f, phrases: split(phrases)} }
func step(rank int, phrases string) entry {
	return entry{field: Category, rank: rank, phrases: split(phrases)}
}

func split(phrases string) [][]string {
	var all [][]string
	for phrase := range strings.SplitSeq(phrases, ",") {
		all = append(all, strings.Fields(phrase))
	}
	return all
}

var vocabulary = []entry{
	weak(ID, "id, product id, item id, unique id, uniq id, asin, sku, gtin, ean, upc, isbn, uuid, guid, pid, product code, item code, "+
		"article code, article number, item number, product number, stock no, stock number, handle, artikelnummer, referencia, reference, parent asin"),

	strong(Title, "title, titel, titulo, titre, titolo"),
	weak(Title, "name, display name, product name, item name, article name, heading, headline, caption, product, item, article, "+
		"nombre, nom, nome, naam, bezeichnung, produktname, artikelname, artikel, produkt, produit, producto, prodotto, designation"),

	strong(Description, "description, descriptions, beschreibung, descripcion, descrizione, descricao, omschrijving, bullet points, bullets, "+
		"feature bullets, features, highlights, specification, specifications"),
	weak(Description, "about, about product, about this item, body, body html, details, information, summary, overview, synopsis, blurb, text"),

	strong(Brand, "brand, brand name, marca, marque, marke, merk"),
	weak(Brand, "manufacturer, manufacturer name, maker, make, made by, vendor, producer, publisher, hersteller, fabricant, fabricante"),

	strong(Color, "color, colour, color name, colour name, base color, base colour, farbe, couleur, colore, kleur"),
	weak(Color, "shade, cor, hue"),

	step(audience, "gender, gender affinity, audience, target audience, target group, age group, sex, for whom, geschlecht, genre homme femme, genero"),
	step(widest, "main category, master category, top category, primary category, root category, super category, department, section, aisle, "+
		"category path, category tree, categories, breadcrumb, breadcrumbs, parent category"),
	step(middle, "category, category name, kategorie, categoria, categorie, rubrik, rubrique"),
	step(narrow, "sub category, sub categories, sub category name, unterkategorie, subcategoria, sous categorie, sub department, sub section"),
	step(kind, "type, product type, article type, item type, type name, kind, style, class, product class, family, product family, sub class, sort"),
	step(usage, "usage, use, occasion, used for"),

	strong(reducedPrice, "discount price, discounted price, selling price, sale price, sales price, offer price, special price, deal price, "+
		"final price, current price, promo price, promotional price, price after discount, our price, now price, aktionspreis, prix promo, precio oferta"),
	strong(Price, "price, preis, prix, precio, preco, prezzo, prijs"),
	weak(Price, "cost, costs, amount, price amount, price value"),
	strong(ListPrice, "list price, actual price, mrp, m r p, rrp, msrp, uvp, maximum retail price, retail price, original price, regular price, "+
		"market price, marked price, was price, old price, previous price, full price, strike price, compare at price, price before discount"),
	weak(Discount, "discount percentage, discount percent, discount pct, percent off, percentage off, rabatt percent, percent discount"),
	weak(Currency, "currency, currency code, price currency, wahrung, devise, moneda"),

	strong(Rating, "rating, ratings, average rating, rating value, review rating, bewertung, valoracion, avaliacao"),
	weak(Rating, "stars, star rating, score, review score, average score, overall"),
	weak(RatingCount, "rating count, ratings count, count of ratings, number of ratings, no of ratings, num ratings, nb ratings, total ratings, "+
		"rating number, ratings total, how many ratings, ratings quantity, review count, reviews count, count of reviews, number of reviews, no of reviews, "+
		"num reviews, nb reviews, total reviews, how many reviews, reviews, votes, number of votes, anzahl bewertungen, opiniones, avis"),

	strong(Image, "image, images, image url, image urls, image link, image src, img, img url, img link, picture, pictures, picture url, "+
		"picture link, photo, photos, photo url, thumbnail, thumbnail url, bild, foto, imagen, immagine"),
	weak(URL, "url, link, product url, product link, page, page url, product page, web page, webpage, web address, href, permalink, detail page url, address, enlace, lien"),
}

// harmless words do not change the meaning of a phrase in the same name.
var harmless = set("product products item items the of a an in is it its this our your what how much out five value text full main primary " +
	"current display default en english list details info customer avg average mean range l lvl level high res large hi")

// spoilers are words that change the meaning of a phrase in the same name.
var spoilers = set("id ids code codes count number num no nr shipping delivery postage per unit tax vat seller store shop user reviewer author " +
	"date time year file width height depth size weight min max minimum maximum lowest highest status alt language lang key meta seo history " +
	"scale distribution hex parent variant related count currency symbol title name rank tag tags stock")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
