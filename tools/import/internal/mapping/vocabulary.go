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
		all = append(all, words(phrase)) // as column names: without accents
	}
	return all
}

var vocabulary = []entry{
	weak(ID, "id, product id, item id, unique id, uniq id, asin, uuid, guid, pid, product code, item code, "+
		"article code, article number, item number, product number, stock no, stock number, handle, artikelnummer, artikelnr, artikel nr, art nr, referencia, reference, parent asin, 商品id, 商品番号, 商品コード, 品番, 商品编号, 商品编码, 商品編號, 货号, 상품번호, 상품코드, артикул, код товара"),
	weak(SKU, "sku, variant sku, item sku, seller sku, merchant sku, product sku, sku code, sku number, sku id, stock keeping unit"),
	weak(GTIN, "gtin, ean, upc, isbn, jan, barcode, bar code, ean code, gtin code, upc code, ean gtin, ean upc, upc ean, gtin ean, "+
		"ean number, upc number, gtin number, barcode number, variant barcode, code barre, code barres, codigo de barras, strichcode"),
	weak(MPN, "mpn, part number, part no, manufacturer part number, manufacturer part no, manufacturer number, mfr part number, model number, model no, "+
		"model code, herstellernummer, hersteller nummer, herstellerartikelnummer"),
	weak(Group, "item group id, item group, group id, product group id, variant group, variant group id, parent sku, parent id, parent product id, "+
		"style id, style code, style number, style no, model id"),

	strong(Title, "title, titel, titulo, titre, titolo, 商品名, 商品名称, 商品名稱, 标题, 標題, タイトル, 상품명, 제품명, название"),
	weak(Title, "name, display name, product name, item name, article name, heading, headline, caption, product, item, article, "+
		"nombre, nom, nome, naam, bezeichnung, produktname, artikelname, artikel, produkt, produit, producto, prodotto, designation, 品名, 名称, 名稱, 이름, наименование, имя, nazwa, namn, navn, nimi, název, név, denumire, isim, ürün adı"),

	strong(Description, "description, descriptions, beschreibung, descripcion, descrizione, descricao, omschrijving, 説明, 商品説明, 描述, 商品描述, 상품설명, 설명, описание, opis, beskrivning, beskrivelse, kuvaus, popis, leírás, descriere, açıklama, bullet points, bullets, "+
		"feature bullets, features, highlights, specification, specifications"),
	weak(Description, "about, about product, about this item, body, body html, details, information, summary, overview, synopsis, blurb, text"),

	strong(Brand, "brand, brand name, marca, marque, marke, merk, ブランド, ブランド名, 品牌, 브랜드, бренд, märke, varemerke, značka, márka"),
	weak(Brand, "manufacturer, manufacturer name, maker, make, made by, vendor, producer, publisher, hersteller, fabricant, fabricante, メーカー, 厂商, 製造商, 제조사, производитель, producent, výrobce, gyártó, üretici"),

	strong(Color, "color, colour, color name, colour name, base color, base colour, farbe, couleur, colore, kleur, カラー, 色, 颜色, 顏色, 색상, цвет, kolor, färg, farge, väri, barva, szín, renk"),
	weak(Color, "shade, cor, hue"),

	weak(Gender, "gender, gender affinity, target gender, sex, geschlecht, genre homme femme, genero, sesso, geslacht"),
	weak(AgeGroup, "age group, altersgruppe, groupe d age, grupo de edad"),
	weak(Size, "size, sizes, shoe size, clothing size, size name, große, groesse, taille, talla, taglia, maat, tamanho, storlek, rozmiar, サイズ, 尺码, 尺寸, 尺碼, 사이즈, размер, størrelse, koko, velikost, méret, beden"),
	weak(Material, "material, materials, fabric, material name, materiau, matiere, materiale, stoff"),
	weak(Pattern, "pattern, pattern name, muster, motif, estampado"),
	weak(Condition, "condition, item condition, product condition, zustand, etat, condicion, condizione"),
	weak(Adult, "adult, is adult, adult content, adult product, adults only, adult only, nsfw, age restricted"),

	weak(OptionPairs, "options, selected options, variant options, option values, variant attributes"),

	step(audience, "audience, target audience, target group, for whom"),
	step(widest, "main category, master category, top category, primary category, root category, super category, department, section, aisle, "+
		"category path, category tree, categories, breadcrumb, breadcrumbs, parent category"),
	step(middle, "category, category name, kategorie, categoria, categorie, rubrik, rubrique, カテゴリ, カテゴリー, 分类, 类别, 分類, 類別, 카테고리, категория, kategoria, kategori, kategória, luokka"),
	step(narrow, "sub category, sub categories, sub category name, unterkategorie, subcategoria, sous categorie, sub department, sub section"),
	step(kind, "type, product type, article type, item type, type name, kind, style, class, product class, family, product family, sub class, sort"),
	step(usage, "usage, use, occasion, used for"),

	strong(reducedPrice, "discount price, discounted price, selling price, sales price, "+
		"final price, current price, price after discount, our price, now price"),
	strong(SalePrice, "sale price, offer price, special price, deal price, promo price, promotional price, promotion price, reduced price, "+
		"sonderpreis, angebotspreis, aktionspreis, prix promo, prix promotionnel, prix solde, precio oferta, precio de oferta, precio rebajado, "+
		"preco promocional, prezzo scontato, actieprijs, kampanjpris"),
	strong(Price, "price, preis, prix, precio, preco, prezzo, prijs, pris, cena, verkaufspreis, verkoopprijs, vk, vk preis, pvp, 価格, 販売価格, 价格, 售价, 價格, 售價, 가격, 판매가, цена, hinta, ár, fiyat, preț"),
	weak(Price, "amount, price amount, price value, what it costs"),
	weak(SaleStart, "sale start, sale start date, sale starts, sale price start, sale price start date, sale price starts, sale from, sale price from, sale from date, "+
		"sale price from date, sale date start, special price from, special price from date, special from date, discount from, discount start, discount start date, "+
		"discount from date, promo start, promo start date, promotion start, promotion start date, offer start, offer start date, date sale price starts, date on sale from"),
	weak(SaleEnd, "sale end, sale end date, sale ends, sale price end, sale price end date, sale price ends, sale to, sale price to, sale to date, sale until, "+
		"sale price to date, sale date end, special price to, special price to date, special to date, discount to, discount end, discount end date, discount until, "+
		"discount to date, promo end, promo end date, promotion end, promotion end date, offer end, offer end date, date sale price ends, date on sale to"),
	weak(SaleDates, "sale price effective date, sale effective date, sale dates, sale period, promotion period, discount dates, discount period"),
	weak(OnSale, "on sale, is on sale"),
	strong(ListPrice, "list price, actual price, mrp, m r p, rrp, msrp, uvp, maximum retail price, retail price, original price, regular price, "+
		"market price, marked price, was price, old price, previous price, full price, strike price, compare at price, price before discount"),
	weak(Discount, "discount percentage, discount percent, discount pct, percent off, percentage off, rabatt percent, percent discount, discount, rabatt, remise, descuento, sconto, korting"),
	weak(DiscountAmount, "discount amount, amount off, discount absolute, rabattbetrag"),
	weak(Currency, "currency, currency code, price currency, wahrung, devise, moneda, 通貨, 币种, 货币, 幣別, 통화, валюта, waluta, valuta, valutta, měna, pénznem, para birimi"),

	strong(Rating, "rating, ratings, average rating, rating value, review rating, bewertung, valoracion, avaliacao"),
	weak(Rating, "stars, star rating, score, review score, average score, overall"),
	weak(RatingCount, "rating count, ratings count, count of ratings, number of ratings, no of ratings, num ratings, nb ratings, total ratings, "+
		"rating number, ratings total, how many ratings, ratings quantity, review count, reviews count, count of reviews, number of reviews, no of reviews, "+
		"num reviews, nb reviews, total reviews, how many reviews, reviews, votes, number of votes, anzahl bewertungen, opiniones, avis"),

	weak(Availability, "availability, availability status, in stock, is in stock, stock status, inventory status, available, is available, "+
		"verfugbarkeit, verfugbar, lieferbarkeit, lieferbar, disponibilite, disponible, disponibilidad, disponibilita, disponibilidade, beschikbaarheid, dostepnosc"),
	weak(Stock, "stock, quantity, qty, inventory, stock quantity, stock qty, stock level, stock on hand, inventory quantity, inventory qty, inventory level, "+
		"current stock, available stock, available quantity, available qty, quantity available, quantity in stock, qty in stock, units in stock, on hand, qty on hand, "+
		"quantity on hand, bestand, lagerbestand, quantite, quantite en stock, cantidad, existencias, giacenza, quantita, voorraad, estoque, lagersaldo, 在庫, 在庫数, 库存, 庫存, 재고, 재고수량, остаток, количество, stan magazynowy, lagerantal, varasto, skladem, készlet, stok"),
	weak(Backorders, "backorder, backorders, backorders allowed, allow backorder, allow backorders, backorder allowed, backorder policy, inventory policy, "+
		"continue selling when out of stock"),
	weak(AvailabilityDate, "availability date, available from, available from date, available date, available on, preorder date, restock date, back in stock date"),
	weak(State, "status, product status, item status, listing status, publish status, published, is published, active, is active, enabled, is enabled, online, "+
		"is online, visible, is visible, aktiv, actif, activo, attivo, actief, veroffentlicht, sichtbar"),
	weak(Hidden, "hidden, is hidden, disabled, is disabled, archived, is archived, draft, is draft, deleted, is deleted, unlisted, inactive"),
	weak(Visibility, "visibility, catalog visibility, catalogue visibility, visibility in catalog, sichtbarkeit, visibilite, visibilidad"),

	weak(MoreImages, "additional image, additional images, additional image link, additional image links, additional image url, additional image urls, "+
		"extra images, extra image, other images, other image, other image url, more images, gallery, gallery images, image gallery, alternate images, "+
		"alternate image, zusatzbilder, weitere bilder"),
	strong(Image, "image, images, image url, image urls, image link, image src, img, img url, img link, picture, pictures, picture url, "+
		"picture link, photo, photos, photo url, thumbnail, thumbnail url, bild, foto, imagen, immagine, 画像, 商品画像, 画像url, 图片, 图片链接, 圖片, 이미지, 이미지 url, изображение, картинка, obraz, zdjęcie, obrázek, kép, kuva, görsel, resim"),
	weak(URL, "url, link, product url, product link, page, page url, product page, web page, webpage, web address, href, permalink, detail page url, address, enlace, lien"),
}

// harmless words do not change the meaning of a phrase in the same name.
var harmless = set("product products item items the of a an in is it its this our your what how much out five value text full main primary " +
	"current display default en english list details info customer avg average mean range l lvl level high res large hi g")

// spoilers are words that change the meaning of a phrase in the same name.
var spoilers = set("id ids code codes count number num no nr shipping delivery postage per unit tax vat gst mwst ust tva iva btw seller store shop user reviewer author " +
	"date time year file width height depth size weight min max minimum maximum lowest highest status alt language lang key meta seo history " +
	"scale distribution hex parent variant related count currency symbol title name rank tag tags stock")

// notSelling are words that tell a shop's own costs, prices for other shops and prices of a unit of measure from a selling price.
var notSelling = set("cost wholesale purchase purchasing buying map minimum min unit units trade dealer supplier landed cogs reseller distributor " +
	"distribution competitor competitors tier tiers staff employee deposit b2b margin markup surcharge type range group class rule rules label show " +
	"ek einkauf einkaufspreis einkaufs handler grosshandel großhandel grundpreis achat gros grossiste coste costo custo compra mayorista atacado acquisto ingrosso " +
	"inkoop inkoopprijs groothandel inkop hurt zakup advertised floor reserve")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
