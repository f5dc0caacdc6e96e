package row

import (
	"strconv"
	"strings"
	"unicode"

	"shopfyp.dev/shared/catalog"
	"shopfyp.dev/tools/import/internal/mapping"
)

// availabilities maps the words of shops and of schema.org to availabilities. Keys are as availabilityKey makes them.
var availabilities = wordMap(map[string]string{
	string(catalog.InStock): "instock available availableonline yes true y on ja oui si sim limitedavailability limitedstock lowstock onlineonly instoreonly " +
		"availablenow inventory fewleft lastitems almostsoldout onhand ready readytoship lagernd auflager verfugbar verfügbar lieferbar sofortlieferbar sofortverfügbar vorrätig wenigeverfügbar " +
		"enstock disponible dispo disponibile disponível disponivel enexistencia enexistencias hayexistencias emestoque opvoorraad voorradig leverbaar ilager pålager påvarastossa " +
		"dostępny dostepny wmagazynie skladem vnaličii unlimited infinite infinity untracked alwaysavailable immer availableforpurchase purchasable",
	string(catalog.OutOfStock): "outofstock oos soldout notavailable unavailable temporarilyoutofstock temporarilyunavailable currentlyunavailable notinstock nostock no false n off nein non não " +
		"ausverkauft nichtverfügbar nichtlieferbar nichtauflager nichtvorrätig vergriffen épuisé epuisé epuise enrupture enrupturedestock rupture rupturedestock indisponible nondisponible " +
		"agotado sinstock sinexistencias nodisponible fueradestock esaurito nondisponibile esgotado indisponível indisponivel semestoque uitverkocht nietopvoorraad nietleverbaar " +
		"slutsåld ejilager udsolgt utsolgt wyprzedany niedostępny brak vyprodáno 0",
	string(catalog.Preorder): "preorder presale preordering comingsoon availableforpreorder vorbestellbar vorbestellung précommande precommande préventa preventa reserva preordine preordinabile prevenda voorbestelling " +
		"forhåndsbestilling förhandsbokning przedsprzedaż",
	string(catalog.Backorder): "backorder backordered onbackorder availableonbackorder availableforbackorder availablefororder madetoorder ordered specialorder availableonrequest onorder " +
		"bestellbar aufbestellung nachbestellt nachlieferbar surcommande reapprovisionnement bajopedido suordinazione sobencomenda opbestelling nabestelling beställningsvara",
	string(catalog.Discontinued): "discontinued endoflife eol retired phasedout nolongeravailable auslaufmodell eingestellt arrêté discontinué descatalogado descontinuado fueradeproduzione fuoriproduzione descontinuada",
})

// availabilityKey returns the letters and digits of text in lower case, without the address of schema.org.
func availabilityKey(text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	text = text[strings.LastIndex(text, "schema.org/")+1:]
	text = strings.TrimPrefix(text, "chema.org/")
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, text)
}

// availability returns the availability from its column, or else from the stock, or else from a status such as "sold out".
func (r *row) availability() catalog.Availability {
	if text := r.text(mapping.Availability); text != "" {
		if a, ok := r.availabilityOf(text); ok {
			return a
		}
		r.warn(mapping.Availability, "not a known availability: ignored", text)
	}
	if text := r.text(mapping.Stock); text != "" {
		if a, ok := r.availabilityOf(text); ok {
			return a
		}
		r.warn(mapping.Stock, "not a number: ignored", text)
	}
	if status := r.text(mapping.State); len(r.columns[mapping.Availability]) == 0 {
		if _, isState := states[compact(r.meaning(mapping.State, status))]; !isState {
			return catalog.Availability(availabilities[availabilityKey(status)])
		}
	}
	return ""
}

// availabilityOf reads a word or a number of pieces.
func (r *row) availabilityOf(text string) (catalog.Availability, bool) {
	if n, err := strconv.ParseFloat(strings.Trim(strings.ReplaceAll(text, ",", "."), "+<>~ "), 64); err == nil {
		return r.inStock(n), true
	}
	a, ok := availabilities[availabilityKey(text)]
	if fields := strings.Fields(text); !ok && len(fields) > 1 { // "5 pcs", "12 available"
		if n, err := strconv.ParseFloat(fields[0], 64); err == nil {
			return r.inStock(n), true
		}
	}
	return catalog.Availability(a), ok
}

// inStock returns the availability of a product with n pieces in stock.
func (r *row) inStock(n float64) catalog.Availability {
	switch {
	case n > 0 || !r.tracksStock():
		return catalog.InStock
	case r.sellsOn():
		return catalog.Backorder
	}
	return catalog.OutOfStock
}

// tracksStock reports whether the stock limits sales. Unless the row says no, it does.
func (r *row) tracksStock() bool {
	if len(r.columns[mapping.TrackStock]) == 0 {
		return true
	}
	yes, ok := truth(r.meaning(mapping.TrackStock, r.text(mapping.TrackStock)))
	return yes || !ok
}

// sellsOn reports whether sales go on without stock.
func (r *row) sellsOn() bool {
	yes, _ := truth(r.meaning(mapping.Backorders, r.text(mapping.Backorders)))
	return yes
}
